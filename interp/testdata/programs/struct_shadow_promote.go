package main

import "fmt"

type A struct{ X int }
type B struct{ X int }
type C struct {
	A
	B
	Y int
}
type D struct {
	C
	X string
}

func (A) Who() string   { return "A" }
func (B) Who() string   { return "B" }
func (c C) Who() string { return c.A.Who() + c.B.Who() }

type E struct {
	*D
	fmt.Stringer
}
type s string

func (v s) String() string { return "<" + string(v) + ">" }

func main() {
	c := C{A{1}, B{2}, 3}
	fmt.Println(c.A.X, c.B.X, c.Y, c.Who())
	d := D{c, "x"}
	fmt.Println(d.X, d.A.X, d.C.B.X, d.Y, d.Who())
	e := E{&d, s("str")}
	e.Y = 10
	e.A.X = 20
	fmt.Println(d.Y, d.A.X, e.Who(), e.String(), e)
	type local struct {
		C
		Who int
	}
	l := local{C: c, Who: 5}
	fmt.Println(l.Who, l.C.Who())
	fmt.Printf("%+v\n", d)
}
