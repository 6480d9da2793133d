package main

import (
	"fmt"
	"strings"
)

type shape interface {
	sealed()
	Name() string
}
type a struct{}
type b struct{ shape }

func (a) sealed()      {}
func (a) Name() string { return "a" }
func (b) Name() string { return "b" }

type visitor interface {
	visitA(a) string
	visitB(b) string
}
type printer struct{ depth int }

func (p printer) visitA(x a) string { return strings.Repeat(" ", p.depth) + x.Name() }
func (p printer) visitB(x b) string {
	return x.Name() + "(" + accept(x.shape, printer{p.depth + 1}) + ")"
}

func accept(s shape, v visitor) string {
	switch s := s.(type) {
	case a:
		return v.visitA(s)
	case b:
		return v.visitB(s)
	}
	return "?"
}

func main() {
	fmt.Println(accept(a{}, printer{}), accept(b{b{a{}}}, printer{}), accept(nil, printer{}))
	var s shape = b{a{}}
	s.sealed()
	_, ok := any(struct{}{}).(shape)
	fmt.Println(ok, s.Name())
}
