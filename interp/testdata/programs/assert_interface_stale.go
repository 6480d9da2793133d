package main

import "fmt"

type named interface{ Name() string }
type both interface {
	named
	Start()
}
type a int
type b int

func (a) Name() string { return "a" }
func (b) Name() string { return "b" }
func (b) Start()       {}

func main() {
	for _, n := range []named{a(1), b(2), a(3)} {
		x, ok := n.(both)
		fmt.Println(x, ok)
	}
}
