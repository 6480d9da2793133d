package main

import (
	"fmt"
	"strings"
)

type node struct {
	v    int
	next *node
}
type s struct{ p *int }

func (n *node) depth() int { return 1 }

func main() {
	n := &node{1, nil}
	fmt.Println(n, *n, &node{2, nil})
	fmt.Printf("%v %+v %T %T\n", n, n, n, &n)
	fmt.Println(&[]int{1}, &[2]string{"a"}, &map[string]int{"x": 1}, &struct{ a int }{3})
	x := 5
	p := &x
	fmt.Println(fmt.Sprintf("%p", p) == fmt.Sprintf("%v", p), strings.HasPrefix(fmt.Sprint(p), "0x"))
	fmt.Printf("%t %d\n", fmt.Sprintf("%p", n) != "", *p)
	var np *node
	var nf func()
	var ni any
	var nm map[string]int
	var ns []int
	var nc chan int
	fmt.Println(np, nf == nil, ni, nm, ns, nc)
	fmt.Printf("%v %+v %#v\n", np, np, nm)
	fmt.Printf("%p %v\n", nc, s{})
	fmt.Printf("%+v\n", []*node{nil})
	a, b := &node{}, &node{}
	fmt.Println(fmt.Sprintf("%p", a) != fmt.Sprintf("%p", b), fmt.Sprintf("%p", a) == fmt.Sprintf("%p", a))
	q := []*int{nil}
	fmt.Println(q, len(fmt.Sprint(main)) > 3)
}
