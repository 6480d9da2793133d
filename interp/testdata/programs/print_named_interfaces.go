package main

import "fmt"

type shape interface {
	Area() int
	Name() string
}

type square struct{ side int }

func (s square) Area() int    { return s.side * s.side }
func (s square) Name() string { return "square" }

type label string

func (l label) Area() int      { return len(l) }
func (l label) Name() string   { return "label" }
func (l label) String() string { return "<" + string(l) + ">" }

type empty interface{}

type box struct {
	S    shape
	rest empty
	Text fmt.Stringer
}

type (
	shapes  []shape
	byName  map[string]shape
	pair    [2]shape
	holder  struct{ Inner *box }
	visitor interface{ visit(shape) }
)

type counter struct{ seen int }

func (c *counter) visit(s shape) { c.seen += s.Area() }

type tour struct {
	by    visitor
	stops shapes
}

func main() {
	b := box{S: square{1}, rest: label("r"), Text: label("t")}
	fmt.Printf("%v %+v %T\n", b, b, b)
	fmt.Printf("%+v\n", &b)
	fmt.Printf("%+v\n", box{})
	fmt.Printf("%#v\n", box{S: square{2}})

	list := shapes{square{3}, nil, label("four")}
	fmt.Printf("%v %+v %T\n", list, list, list)
	fmt.Printf("%#v\n", shapes{square{5}})
	fmt.Printf("%v %T\n", []shape{square{6}, label("x")}, []shape{})

	fmt.Printf("%+v\n", byName{"a": square{7}, "b": label("y"), "c": nil})
	fmt.Printf("%+v %T\n", pair{square{8}, nil}, pair{})
	fmt.Printf("%+v\n", *holder{&b}.Inner)
	fmt.Printf("%T %T %T\n", b.S, b.rest, list[2])

	t := tour{&counter{}, shapes{square{2}, label("ab")}}
	for _, s := range t.stops {
		t.by.visit(s)
	}
	fmt.Printf("%v %+v\n", t.stops, *t.by.(*counter))
}
