package main

import "fmt"

type weekday int

const (
	sunday weekday = iota
	monday
	_
	wednesday
)

const (
	_  = iota
	kb = 1 << (10 * iota)
	mb
	gb
)

const (
	a, b = iota, iota * 10
	c, d
	e, f
)

const (
	x = "text"
	y
	z = iota
	w
)

func (d weekday) String() string { return fmt.Sprintf("day%d", int(d)) }

func main() {
	fmt.Println(sunday, monday, wednesday, kb, mb, gb)
	fmt.Println(a, b, c, d, e, f, x, y, z, w)
	const (
		local = iota + 5
		next
	)
	fmt.Println(local, next, weekday(local))
	fmt.Printf("%T %T %d\n", monday, kb, wednesday)
}
