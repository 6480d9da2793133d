package main

import (
	"fmt"
	"sort"
)

func memo[K comparable, V any](f func(K) V) func(K) V {
	cache := map[K]V{}
	return func(k K) V {
		if v, ok := cache[k]; ok {
			return v
		}
		v := f(k)
		cache[k] = v
		return v
	}
}
func curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}
func counter[T comparable]() (func(T), func(T) int) {
	m := map[T]int{}
	return func(t T) { m[t]++ }, func(t T) int { return m[t] }
}
func loop[T any](xs []T) (fs []func() T) {
	for i, x := range xs {
		if i%2 == 0 {
			fs = append(fs, func() T { return x })
		}
	}
	return
}
func sorted[T any](xs []T, less func(a, b T) bool) []T {
	out := append([]T(nil), xs...)
	sort.Slice(out, func(i, j int) bool { return less(out[i], out[j]) })
	return out
}
func group[K comparable, V any](vs []V, key func(V) K) map[K][]V {
	m := make(map[K][]V)
	for _, v := range vs {
		k := key(v)
		m[k] = append(m[k], v)
	}
	return m
}

func main() {
	calls := 0
	sq := memo(func(i int) int { calls++; return i * i })
	fmt.Println(sq(4), sq(4), sq(5), calls)
	fmt.Println(curry(func(a int, b string) string { return fmt.Sprint(a, b) })(1)("z"))
	add, get := counter[string]()
	add("a")
	add("a")
	fmt.Println(get("a"), get("b"))
	for _, f := range loop([]string{"x", "y", "z"}) {
		fmt.Print(f(), " ")
	}
	fmt.Println(sorted([]string{"c", "a", "b"}, func(a, b string) bool { return a > b }))
	fmt.Println(group([]int{1, 2, 3, 4, 5}, func(i int) bool { return i%2 == 0 }), group([]string{"ab", "c"}, func(s string) int { return len(s) }))
}
