package main

import "fmt"

type pt struct{ x, y int }

func one(n int) int { return n * 2 }
func two(n int) (int, error) {
	if n%2 == 1 {
		return 0, fmt.Errorf("odd %d", n)
	}
	return n / 2, nil
}
func mk(n int) *pt     { return &pt{n, -n} }
func val(n int) (p pt) { p.x = n; return }
func list(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i)
	}
	return out
}
func dict(n int) map[int]bool {
	m := map[int]bool{}
	m[n] = true
	return m
}
func adder(n int) func() int { return func() int { n++; return n } }

func main() {
	var ps []*pt
	var fs []func() int
	for i := range 4 {
		h, err := two(i)
		ps = append(ps, mk(i))
		fs = append(fs, adder(i))
		fmt.Println(one(i), h, err, val(i), list(i), dict(i))
	}
	ps[0].x = 100
	fmt.Println(*ps[0], *ps[1], ps[2] == ps[3])
	for _, f := range fs {
		f()
		fmt.Print(f(), " ")
	}
	fmt.Println()
}
