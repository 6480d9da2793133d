package main

import (
	"fmt"
	"strings"
)

type tree[T any] struct {
	val  T
	kids []*tree[T]
}

func t[T any](v T, kids ...*tree[T]) *tree[T] { return &tree[T]{v, kids} }
func (n *tree[T]) walk(depth int, f func(int, T)) {
	f(depth, n.val)
	for _, k := range n.kids {
		k.walk(depth+1, f)
	}
}
func mapTree[T, U any](n *tree[T], f func(T) U) *tree[U] {
	out := &tree[U]{val: f(n.val)}
	for _, k := range n.kids {
		out.kids = append(out.kids, mapTree(k, f))
	}
	return out
}
func foldTree[T, A any](n *tree[T], f func(T, []A) A) A {
	var parts []A
	for _, k := range n.kids {
		parts = append(parts, foldTree(k, f))
	}
	return f(n.val, parts)
}

func main() {
	root := t("root", t("a", t("aa")), t("b"))
	root.walk(0, func(d int, s string) { fmt.Println(strings.Repeat("  ", d) + s) })
	lens := mapTree(root, func(s string) int { return len(s) })
	fmt.Println(foldTree(lens, func(n int, kids []int) int {
		for _, k := range kids {
			n += k
		}
		return n
	}))
	fmt.Println(foldTree(root, func(s string, kids []string) string {
		if len(kids) == 0 {
			return s
		}
		return s + "(" + strings.Join(kids, ",") + ")"
	}))
}
