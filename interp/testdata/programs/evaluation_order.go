package main

import (
	"fmt"
	"strings"
)

var log1 []string

func f(s string, v int) int  { log1 = append(log1, s); return v }
func g(s string) []int       { log1 = append(log1, s); return []int{1, 2, 3} }
func m(s string) map[int]int { log1 = append(log1, s); return map[int]int{} }

func show() { fmt.Println(strings.Join(log1, " ")); log1 = nil }

func three(a, b, c int) int { return a + b*c }

type t struct{ n int }

func (x t) add(n int) t { log1 = append(log1, fmt.Sprint("add", n)); x.n += n; return x }

func main() {
	_ = f("a", 1) + f("b", 2)*f("c", 3)
	show()
	_ = three(f("x", 1), f("y", 2), f("z", 3))
	show()
	g("s")[f("i", 1)] = f("v", 5)
	show()
	m("m")[f("k", 1)] = f("w", 2)
	show()
	_ = []int{f("e0", 0), f("e1", 1)}
	_ = map[int]int{f("k0", 0): f("v0", 0), f("k1", 1): f("v1", 1)}
	show()
	_ = f("l", 0) == 1 && f("skipped", 1) == 1
	_ = f("l", 1) == 1 || f("skipped", 1) == 1
	show()
	fmt.Println(t{1}.add(f("p", 2)).add(f("q", 3)).n)
	show()
	i := 0
	a := []int{10, 20, 30}
	i, a[i] = 2, 99
	fmt.Println(i, a)
	a[0], a[1], a[2] = a[2], a[0], a[1]
	fmt.Println(a)
	x, y := f("first", 1), f("second", 2)
	x, y = y, x
	fmt.Println(x, y)
	show()
	p := &t{5}
	p, p.n = &t{6}, 50
	fmt.Println(p.n)
	j := 1
	j, j2 := j+1, j
	fmt.Println(j, j2)
}
