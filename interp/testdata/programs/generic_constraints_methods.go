package main

import "fmt"

type shape interface {
	comparable
	area() int
}
type sq int
type rect struct{ w, h int }

func (s sq) area() int   { return int(s * s) }
func (r rect) area() int { return r.w * r.h }

func largest[S shape](ss ...S) (best S) {
	for _, s := range ss {
		if s.area() > best.area() {
			best = s
		}
	}
	return
}
func index[S shape](ss []S, want S) int {
	for i, s := range ss {
		if s == want {
			return i
		}
	}
	return -1
}

type setter[T any] interface {
	*T
	set(string)
}
type conf struct{ v string }

func (c *conf) set(s string) { c.v = "set:" + s }

type num int

func (n *num) set(s string) { *n = num(len(s)) }

func parse[T any, P setter[T]](ss []string) []T {
	out := make([]T, len(ss))
	for i, s := range ss {
		p := P(&out[i])
		p.set(s)
	}
	return out
}

type stringish interface {
	~string
	fmt.Stringer
}
type label string

func (l label) String() string { return "label " + string(l) }

func show[T stringish](t T) string { return t.String() + "/" + string(t) + "/" + fmt.Sprint(len(t)) }

func main() {
	fmt.Println(largest(sq(2), sq(5), sq(3)), largest(rect{1, 9}, rect{2, 3}))
	fmt.Println(index([]rect{{1, 2}, {3, 4}}, rect{3, 4}), index([]sq{1}, 7))
	fmt.Println(parse[conf]([]string{"a", "b"}), parse[num]([]string{"abc"}))
	fmt.Println(show(label("x")))
}
