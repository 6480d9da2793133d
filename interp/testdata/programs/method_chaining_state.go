package main

import (
	"fmt"
	"strings"
)

type builder struct {
	parts []string
	depth int
	err   error
}

func (b *builder) open(tag string) *builder {
	b.parts = append(b.parts, strings.Repeat("  ", b.depth)+"<"+tag+">")
	b.depth++
	return b
}
func (b *builder) text(f string, a ...any) *builder {
	b.parts = append(b.parts, strings.Repeat("  ", b.depth)+fmt.Sprintf(f, a...))
	return b
}
func (b *builder) close(tag string) *builder {
	if b.depth--; b.depth < 0 {
		b.depth, b.err = 0, fmt.Errorf("unopened %s", tag)
		return b
	}
	return b.text("</%s>", tag)
}
func (b builder) String() string { return strings.Join(b.parts, "\n") }

type num int

func (n num) add(m num) num             { return n + m }
func (n num) times(m num) num           { return n * m }
func (n num) apply(f func(num) num) num { return f(n) }

func main() {
	var b builder
	b.open("a").open("b").text("n=%d", 5).close("b").close("a")
	fmt.Println(b)
	fmt.Println(b.close("x").err)
	n := num(2).add(3).times(4).apply(func(n num) num { return n - 1 }).apply(num(10).add)
	fmt.Println(n, num.add(n, 1), (num).times(3, 3))
	for i := num(0); i < 3; i = i.add(1) {
		fmt.Print(i.times(i), " ")
	}
	fmt.Println()
}
