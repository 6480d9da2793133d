package main

import "fmt"

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v ...T) *stack[T] { s.items = append(s.items, v...); return s }
func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}
func (s stack[T]) len() int { return len(s.items) }

type pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p pair[K, V]) String() string                 { return fmt.Sprintf("<%v=%v>", p.Key, p.Val) }
func (p pair[_, V]) value() V                       { return p.Val }
func swap[K, V comparable](p pair[K, V]) pair[V, K] { return pair[V, K]{p.Val, p.Key} }

type omap[K comparable, V any] struct {
	m     map[K]V
	order []K
}

func newMap[K comparable, V any]() *omap[K, V] { return &omap[K, V]{m: map[K]V{}} }
func (o *omap[K, V]) set(k K, v V) {
	if _, ok := o.m[k]; !ok {
		o.order = append(o.order, k)
	}
	o.m[k] = v
}
func (o *omap[K, V]) each(f func(K, V)) {
	for _, k := range o.order {
		f(k, o.m[k])
	}
}
func (o *omap[K, V]) pairs() (out []pair[K, V]) {
	o.each(func(k K, v V) { out = append(out, pair[K, V]{k, v}) })
	return
}

func main() {
	var s stack[string]
	s.push("a", "b").push("c")
	v, ok := s.pop()
	fmt.Println(v, ok, s.len(), s.items)
	var e stack[pair[string, int]]
	_, ok = e.pop()
	fmt.Println(ok)
	p := pair[string, int]{"k", 1}
	fmt.Println(p, swap(p), p.value(), swap(p).Key == 1)
	fmt.Printf("%v %T\n", p, p.Val)
	m := newMap[string, []int]()
	m.set("z", []int{1})
	m.set("a", nil)
	m.set("z", []int{2, 3})
	fmt.Println(m.pairs(), len(m.order))
	fmt.Println(p == pair[string, int]{"k", 1})
}
