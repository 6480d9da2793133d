package main

import (
	"fmt"
	"strings"
)

type stage[I, O any] func(I) O

func chain[A, B, C any](f stage[A, B], g stage[B, C]) stage[A, C] {
	return func(a A) C { return g(f(a)) }
}
func each[I, O any](f stage[I, O]) stage[[]I, []O] {
	return func(in []I) []O {
		out := make([]O, len(in))
		for i, v := range in {
			out[i] = f(v)
		}
		return out
	}
}
func fold[T, A any](start A, f func(A, T) A) stage[[]T, A] {
	return func(in []T) A {
		a := start
		for _, v := range in {
			a = f(a, v)
		}
		return a
	}
}
func window[T any](n int) stage[[]T, [][]T] {
	return func(in []T) (out [][]T) {
		for i := 0; i+n <= len(in); i++ {
			out = append(out, in[i:i+n:i+n])
		}
		return
	}
}

func main() {
	length := stage[string, int](func(s string) int { return len(s) })
	sum := fold(0, func(a, b int) int { return a + b })
	p := chain(strings.Fields, chain(each(length), sum))
	fmt.Println(p("a bb ccc"), p(""))
	w := chain(window[int](2), each(sum))
	fmt.Println(w([]int{1, 2, 3, 4}), len(w(nil)))
	join := fold("", func(a string, r rune) string { return string(r) + a })
	fmt.Println(join([]rune("abc")))
	fmt.Println(each(each(length))([][]string{{"x", "yy"}, nil}))
}
