// wrong: prints "%!s(unsafe.Pointer=<nil>)" and "%!p(interp.box={0xc… <nil>})"

package main

import "fmt"

type node struct{ next *node }

func (n *node) depth() int { return 1 }

func main() {
	var p *node
	fmt.Printf("%s %p\n", p, p)
}
