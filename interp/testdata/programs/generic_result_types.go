package main

import (
	"fmt"
	"strconv"
	"strings"
)

type result[T any] struct {
	val T
	err error
}

func try[T any](f func() (T, error)) (r result[T]) {
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("panic: %v", p)
		}
	}()
	v, err := f()
	return result[T]{v, err}
}
func (r result[T]) or(d T) T {
	if r.err != nil {
		return d
	}
	return r.val
}
func bind[T, U any](r result[T], f func(T) (U, error)) result[U] {
	if r.err != nil {
		return result[U]{err: r.err}
	}
	u, err := f(r.val)
	return result[U]{u, err}
}
func all[T any](rs ...result[T]) ([]T, error) {
	var out []T
	for i, r := range rs {
		if r.err != nil {
			return nil, fmt.Errorf("%d: %w", i, r.err)
		}
		out = append(out, r.val)
	}
	return out, nil
}

func main() {
	a := try(func() (int, error) { return strconv.Atoi("12") })
	b := try(func() (int, error) { return strconv.Atoi("x") })
	c := try(func() (int, error) { panic("p") })
	fmt.Println(a, b.err, c.err, b.or(-1), a.or(-1))
	d := bind(a, func(n int) (string, error) { return strings.Repeat("z", n), nil })
	fmt.Println(d.or(""), bind(b, func(int) (bool, error) { return true, nil }).err)
	fmt.Println(all(a, a))
	fmt.Println(all(a, b))
	fmt.Println(all[string]())
}
