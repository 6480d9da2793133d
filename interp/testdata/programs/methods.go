package main

import "fmt"

type shape interface {
	area() float64
	name() string
}

type square struct{ side float64 }
type circle struct{ r float64 }

func (s square) area() float64  { return s.side * s.side }
func (s square) name() string   { return "square" }
func (c *circle) area() float64 { return 3 * c.r * c.r }
func (c *circle) name() string  { return "circle" }

type named struct {
	shape
	label string
}

func (n named) name() string { return n.label + " " + n.shape.name() }

func total(shapes ...shape) (sum float64) {
	for _, s := range shapes {
		sum += s.area()
	}
	return
}

func main() {
	s, c := square{2}, &circle{1}
	fmt.Println(total(s, c), total())
	n := named{shape: s, label: "big"}
	fmt.Println(n.name(), n.area())
	f := s.area
	s.side = 10
	fmt.Println(f(), s.area())
	g := square.area
	fmt.Println(g(square{3}))
	h := (*circle).area
	fmt.Println(h(c))
	var list []shape = []shape{s, c, n}
	for _, x := range list {
		fmt.Println(x.name())
	}
	shapes := map[string]shape{"a": s, "b": c}
	fmt.Println(shapes["a"].area(), shapes["b"].area())
	if _, ok := list[0].(square); ok {
		fmt.Println("square")
	}
	if _, ok := list[0].(*circle); !ok {
		fmt.Println("not circle")
	}
}
