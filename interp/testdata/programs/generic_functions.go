package main

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

type number interface {
	~int | ~int8 | ~int64 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}
func mapTo[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}
func filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, e := range s {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}
func reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}
func keys[M ~map[K]V, K comparable, V any](m M) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}

type myInt int
type ids []myInt

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2), sum[myInt](), sum(myInt(4), 5))
	fmt.Println(mapTo([]int{1, 2}, func(i int) string { return fmt.Sprint("#", i) }), mapTo([]string{"a"}, strings.ToUpper))
	f := filter(ids{1, 2, 3, 4}, func(i myInt) bool { return i%2 == 0 })
	fmt.Printf("%v %T\n", f, f)
	fmt.Println(reduce([]int{1, 2, 3}, "", func(s string, i int) string { return s + strconv.Itoa(i) }))
	k := keys(map[string]bool{"b": true, "a": false})
	sort.Strings(k)
	fmt.Println(k, len(keys(map[myInt]int{})))
	g := sum[float64]
	fmt.Println(g(1, 2, 3.5))
	fmt.Printf("%T\n", g)
	fmt.Println(sum[int8](100, 100))
}
