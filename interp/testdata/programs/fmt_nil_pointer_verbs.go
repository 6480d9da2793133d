package main

import "fmt"

type node struct{ next *node }

func (n *node) depth() int { return 1 }

func main() {
	var p *node
	fmt.Printf("%s %p\n", p, p)
}
