package main

import (
	"fmt"
	"strings"
)

type shape interface{ area() float64 }
type (
	square float64
	rect   struct{ w, h float64 }
	group  []shape
	named  struct {
		shape
		name string
	}
)

func (s square) area() float64 { return float64(s * s) }
func (r *rect) area() float64  { return r.w * r.h }
func (g group) area() float64 {
	t := 0.0
	for _, s := range g {
		t += s.area()
	}
	return t
}
func kind(s shape) string {
	switch s := s.(type) {
	case square:
		return fmt.Sprint("square ", float64(s))
	case *rect:
		return fmt.Sprint("rect ", s.w, "x", s.h)
	case group:
		var parts []string
		for _, m := range s {
			parts = append(parts, kind(m))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case named:
		return s.name + "=" + kind(s.shape)
	case nil:
		return "none"
	}
	return "?"
}

func main() {
	g := group{square(2), &rect{1, 3}, named{group{}, "empty"}, nil}
	fmt.Println(kind(g))
	fmt.Println(g[:2].area(), g[2].area())
}
