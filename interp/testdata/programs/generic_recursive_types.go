package main

import (
	"fmt"
	"strings"
)

type list[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	val  T
	next *node[T]
}

func (l *list[T]) push(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *list[T]) all() (out []T) {
	for n := l.head; n != nil; n = n.next {
		out = append(out, n.val)
	}
	return
}

type tree[K cmpOrdered, V any] struct {
	left, right *tree[K, V]
	key         K
	val         V
}
type cmpOrdered interface{ ~int | ~string | ~float64 }

func (t *tree[K, V]) put(k K, v V) *tree[K, V] {
	if t == nil {
		return &tree[K, V]{key: k, val: v}
	}
	switch {
	case k < t.key:
		t.left = t.left.put(k, v)
	case k > t.key:
		t.right = t.right.put(k, v)
	default:
		t.val = v
	}
	return t
}
func (t *tree[K, V]) walk(f func(K, V)) {
	if t != nil {
		t.left.walk(f)
		f(t.key, t.val)
		t.right.walk(f)
	}
}
func depth[K cmpOrdered, V any](t *tree[K, V]) int {
	if t == nil {
		return 0
	}
	return 1 + max(depth(t.left), depth(t.right))
}

func main() {
	var l list[float64]
	l.push(1.5)
	l.push(2)
	fmt.Println(l.all(), l.n)
	var ll list[list[float64]]
	ll.push(l)
	fmt.Println(ll.all()[0].all())
	var t *tree[string, int]
	for i, w := range strings.Fields("m c x a d z c") {
		t = t.put(w, i)
	}
	t.walk(func(k string, v int) { fmt.Print(k, "=", v, " ") })
	fmt.Println(depth(t), depth[int, bool](nil))
}
