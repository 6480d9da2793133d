package main

import (
	"fmt"
	"strings"
)

type color int

const (
	red color = iota
	green
	blue
)

func (c color) String() string { return [...]string{"red", "green", "blue"}[c] }

type point struct{ X, Y int }

func (p point) String() string { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }

type ptr struct{ n int }

func (p *ptr) String() string { return fmt.Sprint("ptr ", p.n) }

func main() {
	fmt.Println(red, blue, point{1, 2}, &ptr{3})
	fmt.Printf("%v %s %d|%5s|%-6v|\n", green, green, green, red, blue)
	fmt.Println(fmt.Sprint(point{3, 4}), fmt.Sprintf("%s", point{5, 6}))
	var s fmt.Stringer = point{7, 8}
	fmt.Println(s, s.String())
	var b strings.Builder
	fmt.Fprintf(&b, "%v-%v", red, &point{9, 9})
	fmt.Println(b.String())
}
