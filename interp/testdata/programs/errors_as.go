package main

import (
	"errors"
	"fmt"
)

type notFound struct{ name string }

func (e *notFound) Error() string { return e.name + " not found" }

type temporary interface{ Temporary() bool }

type flaky struct{ n int }

func (f flaky) Error() string   { return fmt.Sprint("flaky ", f.n) }
func (f flaky) Temporary() bool { return f.n > 1 }

func get(n string) error { return fmt.Errorf("get: %w", &notFound{n}) }

func main() {
	err := get("page")
	var nf *notFound
	if errors.As(err, &nf) {
		fmt.Println(nf.name, nf)
	}
	var f flaky
	fmt.Println(errors.As(err, &f))
	err = fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", flaky{2}))
	if errors.As(err, &f) {
		fmt.Println(f.n, f.Temporary())
	}
	fmt.Println(errors.As(errors.Join(errors.New("x"), &notFound{"y"}), &nf), nf.name)
}
