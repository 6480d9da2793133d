package main

import "fmt"

var (
	a            = b + 1
	b            = f()
	c            = map[string]int{"x": a}
	d, e         = two()
	table        = build(3)
	fn           = func() int { return a * 100 }
	self  *thing = &thing{name: "s"}
	_            = register("blank")
	x, y  int
	iface fmt.Stringer = thing{"iface"}
	order []string
)

type thing struct{ name string }

func (t thing) String() string { return "thing " + t.name }

func register(s string) int { order = append(order, s); return len(order) }

func f() int            { return 10 }
func two() (int, error) { return 2, nil }
func build(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i * a
	}
	return out
}

func init() { c["init"] = len(c); x = 5 }
func init() { c["init2"] = x; y = x + 1 }

const (
	k1 = iota * 10
	k2
	k3 = k2 + 5
)

func main() {
	fmt.Println(a, b, c, d, e, table, fn(), self.name, k1, k2, k3, x, y, iface, order)
	self.name = "changed"
	table[0] = 99
	fmt.Println(self.name, table)
}
