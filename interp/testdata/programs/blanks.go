package main

import "fmt"

type note struct{ text string }

func (n *note) Error() string { return n.text }

var _ error = (*note)(nil)

var _ fmt.Stringer

var (
	_ int
	a = 1
	_ string
)

const _ = 3

const (
	_ = iota
	one
	_
	three
)

type _ int

type pad struct {
	_ int
	b int
}

func _() { fmt.Println("never") }

func f(s string) int {
	fmt.Println("f", s)
	return len(s)
}

var _ = f("package")

func main() {
	var _ int
	var _, x = f("first"), f("of two")
	var _ = f("local")
	var (
		_ error
		y = 2
	)
	type _ string
	_ = f("assigned")
	for _, _ = range []int{1} {
		fmt.Println("turn")
	}
	switch _, ok := any(x).(int); {
	case ok:
		fmt.Println("int")
	}
	fmt.Println(a, one, three, x, y, pad{b: 4}.b)
}
