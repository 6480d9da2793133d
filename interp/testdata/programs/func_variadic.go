package main

import (
	"fmt"
	"strings"
)

func sum(base int, nums ...int) int {
	for _, n := range nums {
		base += n
	}
	return base
}
func kinds(args ...any) string {
	var out []string
	for _, a := range args {
		out = append(out, fmt.Sprintf("%T", a))
	}
	return strings.Join(out, ",")
}
func isNil(v ...string) bool { return v == nil }
func change(v ...int)        { v[0] = 99 }
func pass(format string, a ...any) string {
	return fmt.Sprintf("["+format+"]", a...)
}

type t struct{}

func (t) join(sep string, parts ...string) string { return strings.Join(parts, sep) }

func main() {
	fmt.Println(sum(1), sum(1, 2, 3), sum(1, []int{4, 5}...), sum(1, []int(nil)...))
	fmt.Println(kinds(), kinds(1, "a", nil, 2.5, []int{}), kinds([]any{1, "x"}...), kinds([]int{1, 2}))
	fmt.Println(isNil(), isNil([]string{}...), isNil([]string(nil)...), isNil(""))
	s := []int{1, 2}
	change(s...)
	fmt.Println(s)
	fmt.Println(pass("%d-%s", 1, "x"), pass("none"))
	fmt.Println(t{}.join("-", "a", "b"), t.join(t{}, "+", "c"))
	f := func(xs ...float64) (n int) { return len(xs) }
	fmt.Println(f(), f(1, 2), f([]float64{1}...))
	var g func(string, ...any) string = pass
	fmt.Println(g("%v", []int{1}))
	fmt.Printf("%T %T\n", sum, g)
	args := []any{1, "b"}
	fmt.Println(args...)
	fmt.Println(args)
}
