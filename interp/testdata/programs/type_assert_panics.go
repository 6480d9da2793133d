package main

import (
	"errors"
	"fmt"
)

type named int
type st struct{ n int }

func (st) Foo() {}

type fooer interface{ Foo() }
type barer interface {
	Foo()
	Bar(int) string
}
type pt struct{}

func (*pt) Foo() {}

func try(f func()) {
	defer func() {
		r := recover()
		err, ok := r.(error)
		fmt.Println(ok, err)
	}()
	f()
}

func main() {
	var i any = "str"
	var e any
	try(func() { _ = i.(int) })
	try(func() { _ = e.(string) })
	try(func() { _ = e.(fooer) })
	try(func() { _ = i.(fooer) })
	try(func() { i = named(1); _ = i.(int) })
	try(func() { i = 5; _ = i.(named) })
	try(func() { i = st{}; _ = i.(*st) })
	try(func() { i = &st{}; _ = i.(st) })
	try(func() { var f fooer = st{}; _ = f.(barer) })
	try(func() { var f fooer; _ = f.(st) })
	try(func() { var f fooer = &pt{}; _ = f.(st) })
	try(func() { i = pt{}; _ = i.(fooer) })
	try(func() { i = []int{}; _ = i.(map[string]int) })
	try(func() { i = func() {}; _ = i.(error) })
	try(func() { var err error = errors.New("x"); _ = err.(fmt.Stringer) })
	try(func() { i = map[string]st{}; _ = i.([]st) })
}
