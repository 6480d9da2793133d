package main

import (
	"fmt"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
	city string
}
type by func(a, b *person) int

func (f by) then(g by) by {
	return func(a, b *person) int {
		if c := f(a, b); c != 0 {
			return c
		}
		return g(a, b)
	}
}
func (f by) desc() by { return func(a, b *person) int { return f(b, a) } }
func (f by) sort(ps []person) []person {
	out := append([]person{}, ps...)
	sort.SliceStable(out, func(i, j int) bool { return f(&out[i], &out[j]) < 0 })
	return out
}

func main() {
	ps := []person{{"ann", 30, "x"}, {"bob", 25, "y"}, {"cat", 30, "y"}, {"dan", 25, "x"}}
	age := by(func(a, b *person) int { return a.age - b.age })
	city := by(func(a, b *person) int { return strings.Compare(a.city, b.city) })
	name := by(func(a, b *person) int { return strings.Compare(a.name, b.name) })
	show := func(ps []person) {
		for _, p := range ps {
			fmt.Print(p.name, " ")
		}
		fmt.Println()
	}
	show(age.sort(ps))
	show(age.desc().sort(ps))
	show(city.then(age).then(name.desc()).sort(ps))
	show(ps)
	idx := []int{0, 1, 2, 3}
	sort.Slice(idx, func(i, j int) bool { return ps[idx[i]].name > ps[idx[j]].name })
	fmt.Println(idx)
	groups := map[int][]string{}
	for _, p := range ps {
		groups[p.age] = append(groups[p.age], p.name)
	}
	fmt.Println(groups)
}
