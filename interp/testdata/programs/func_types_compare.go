package main

import (
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"
)

type op func(float64, float64) (float64, error)
type opTable map[string]op

func (o op) try(a, b float64) string {
	r, err := o(a, b)
	if err != nil {
		return "error: " + err.Error()
	}
	return fmt.Sprintf("%.2f", r)
}
func (t opTable) names() (out []string) {
	for k := range t {
		out = append(out, k)
	}
	sort.Strings(out)
	return
}

func pick(add bool) (f func(int, int) int) {
	if add {
		return func(a, b int) int { return a + b }
	}
	return nil
}
func wrap(f func()) func() { return func() { fmt.Print("<"); f(); fmt.Print(">") } }

func main() {
	t := opTable{
		"+": func(a, b float64) (float64, error) { return a + b, nil },
		"/": func(a, b float64) (float64, error) {
			if b == 0 {
				return 0, errors.New("by zero")
			}
			return a / b, nil
		},
		"^": func(a, b float64) (float64, error) { return math.Pow(a, b), nil },
	}
	for _, n := range t.names() {
		fmt.Println(n, t[n].try(2, 8), t[n].try(1, 0))
	}
	fmt.Println(pick(false) == nil, pick(true)(1, 2), t["none"] == nil)
	wrap(wrap(func() { fmt.Print("x") }))()
	fmt.Println()
	f := fmt.Sprintf
	fmt.Println(f("%d", 3), func() string { return "iife" }())
	var ops []func(int) func(int) int
	ops = append(ops, func(a int) func(int) int { return func(b int) int { return a - b } })
	fmt.Println(ops[0](10)(3))
	type pair struct{ f, g func(string) string }
	p := pair{strings.ToUpper, strings.TrimSpace}
	fmt.Println(p.f(p.g("  a ")) + "!")
}
