package main

import (
	"fmt"
	"strconv"
	"time"
)

type opt[T any] struct {
	v  T
	ok bool
}

func some[T any](v T) opt[T]  { return opt[T]{v, true} }
func none[T any]() (o opt[T]) { return }
func (o opt[T]) or(d T) T {
	if o.ok {
		return o.v
	}
	return d
}
func then[T, U any](o opt[T], f func(T) opt[U]) opt[U] {
	if !o.ok {
		return none[U]()
	}
	return f(o.v)
}
func ptr[T any](v T) *T                     { return &v }
func zero[T any]() (z T)                    { return }
func first[T any, A ~[]T](a A) T            { return a[0] }
func apply[F ~func(T) T, T any](f F, v T) T { return f(v) }
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type inc func(int) int

func atoi(s string) opt[int] {
	if n, err := strconv.Atoi(s); err == nil {
		return some(n)
	}
	return none[int]()
}

func main() {
	fmt.Println(some(3).or(4), none[string]().or("d"), then(some("42"), atoi).or(-1), then(some("x"), atoi).or(-1))
	fmt.Println(*ptr(5), *ptr("s"), zero[int](), zero[string]() == "", zero[*int]() == nil, zero[[2]bool]())
	fmt.Println(first([]string{"a"}), apply(inc(func(i int) int { return i + 1 }), 4))
	fmt.Println(must(strconv.Atoi("7")), must(time.ParseDuration("2s")))
	fmt.Printf("%v %T\n", ptr(2.5) != nil, zero[map[string]int]())
	var f func(float64) opt[float64] = some
	fmt.Println(f(1))
	defer func() { fmt.Println(recover()) }()
	must(strconv.ParseBool("maybe"))
}
