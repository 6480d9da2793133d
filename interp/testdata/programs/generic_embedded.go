package main

import "fmt"

type base[T any] struct {
	val  T
	hist []T
}

func (b *base[T]) set(v T) { b.hist = append(b.hist, b.val); b.val = v }
func (b base[T]) get() T   { return b.val }

type named[T any] struct {
	base[T]
	name string
}

func (n named[T]) String() string { return fmt.Sprint(n.name, ":", n.get()) }

type intBox struct{ base[int] }

func (i *intBox) inc() { i.set(i.get() + 1) }

type both struct {
	*base[string]
	other base[bool]
}
type getter[T any] interface{ get() T }
type getSet[T any] interface {
	getter[T]
	set(T)
}

func touch[T any](g getSet[T], v T) T { g.set(v); return g.get() }

func main() {
	n := named[float64]{name: "n"}
	n.set(2.5)
	n.set(3)
	fmt.Println(n, n.hist, n.base.val)
	var i intBox
	i.inc()
	i.inc()
	fmt.Println(i.get(), i.hist)
	b := both{base: &base[string]{val: "x"}}
	b.set("y")
	b.other.set(true)
	fmt.Println(b.get(), b.other.get(), b.hist)
	fmt.Println(touch[int](&i, 50), touch[string](b, "z"), touch[float64](&n, 9), i.val)
	var g getter[int] = i
	fmt.Println(g.get())
}
