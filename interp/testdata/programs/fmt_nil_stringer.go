package main

import (
	"fmt"
)

type bad struct{ n int }

func (b bad) String() string {
	if b.n == 0 {
		panic("zero")
	}
	return "fine"
}

type nilp struct{ s string }

func (n *nilp) String() string { return n.s }

func main() {
	fmt.Println(bad{1})
	fmt.Printf("%d\n", bad{})
	var n *nilp
	fmt.Println(n, &nilp{"ok"})
	fmt.Printf("%v %s\n", n, n)
}
