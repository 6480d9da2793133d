package main

import (
	"fmt"
	"sort"
)

type shape interface {
	area() float64
	name() string
}
type rect struct{ w, h float64 }
type circle struct{ r float64 }
type scaled struct {
	shape
	k float64
}

func (r rect) area() float64    { return r.w * r.h }
func (rect) name() string       { return "rect" }
func (c *circle) area() float64 { return 3 * c.r * c.r }
func (c *circle) name() string  { return "circle" }
func (s scaled) area() float64  { return s.shape.area() * s.k * s.k }

func total(ss ...shape) (t float64) {
	for _, s := range ss {
		t += s.area()
	}
	return
}
func largest(ss []shape) shape {
	var best shape
	for _, s := range ss {
		if best == nil || s.area() > best.area() {
			best = s
		}
	}
	return best
}

func main() {
	c := &circle{1}
	ss := []shape{rect{2, 3}, c, scaled{c, 2}, scaled{rect{1, 1}, 3}}
	fmt.Println(total(ss...), largest(ss).name(), largest(nil) == nil)
	c.r = 2
	for i, s := range ss {
		fmt.Printf("%d %s %.1f %T\n", i, s.name(), s.area(), s)
	}
	sort.Slice(ss, func(i, j int) bool { return ss[i].area() < ss[j].area() })
	fmt.Println(ss[0].name(), ss[3].(scaled).shape == shape(c))
	byName := map[string][]shape{}
	for _, s := range ss {
		byName[s.name()] = append(byName[s.name()], s)
	}
	fmt.Println(len(byName["circle"]), len(byName["rect"]))
	ss[0] = nil
	fmt.Println(ss[0] == nil, len(ss))
}
