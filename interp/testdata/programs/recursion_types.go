package main

import (
	"fmt"
	"strings"
)

type tree struct {
	left, right *tree
	val         int
}

func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{val: v}
	}
	if v < t.val {
		t.left = t.left.insert(v)
	} else {
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree) walk(f func(int)) {
	if t == nil {
		return
	}
	t.left.walk(f)
	f(t.val)
	t.right.walk(f)
}

type expr interface {
	eval(env map[string]float64) float64
}
type num float64
type vari string
type bin struct {
	op   byte
	l, r expr
}

func (n num) eval(map[string]float64) float64      { return float64(n) }
func (v vari) eval(env map[string]float64) float64 { return env[string(v)] }
func (b bin) eval(env map[string]float64) float64 {
	l, r := b.l.eval(env), b.r.eval(env)
	switch b.op {
	case '+':
		return l + r
	case '*':
		return l * r
	}
	return 0
}

type node struct {
	name     string
	children []*node
	parent   *node
}

func (n *node) add(name string) *node {
	c := &node{name: name, parent: n}
	n.children = append(n.children, c)
	return c
}

func (n *node) path() string {
	if n.parent == nil {
		return n.name
	}
	return n.parent.path() + "/" + n.name
}

func (n *node) String() string {
	var parts []string
	for _, c := range n.children {
		parts = append(parts, c.String())
	}
	return n.name + "(" + strings.Join(parts, " ") + ")"
}

type list struct {
	head *elem
	size int
}
type elem struct {
	v    any
	next *elem
}

func (l *list) push(v any) { l.head = &elem{v, l.head}; l.size++ }
func (l *list) reverse() {
	var prev *elem
	for cur := l.head; cur != nil; {
		cur.next, prev, cur = prev, cur, cur.next
	}
	l.head = prev
}

func hanoi(n int, a, b, c string, moves *int) {
	if n == 0 {
		return
	}
	hanoi(n-1, a, c, b, moves)
	*moves++
	hanoi(n-1, c, b, a, moves)
}

func permute(s []int, k int, emit func([]int)) {
	if k == len(s) {
		emit(s)
		return
	}
	for i := k; i < len(s); i++ {
		s[k], s[i] = s[i], s[k]
		permute(s, k+1, emit)
		s[k], s[i] = s[i], s[k]
	}
}

func main() {
	var t *tree
	for _, v := range []int{5, 2, 8, 1, 9} {
		t = t.insert(v)
	}
	t.walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	e := bin{'+', num(2), bin{'*', vari("x"), num(3)}}
	fmt.Println(e.eval(map[string]float64{"x": 4}))
	root := &node{name: "root"}
	a := root.add("a")
	b := a.add("b")
	root.add("c")
	fmt.Println(b.path(), root)
	var l list
	for i := range 3 {
		l.push(i)
	}
	l.push("end")
	l.reverse()
	for e := l.head; e != nil; e = e.next {
		fmt.Print(e.v, " ")
	}
	fmt.Println(l.size)
	moves := 0
	hanoi(5, "a", "b", "c", &moves)
	fmt.Println(moves)
	n := 0
	permute([]int{1, 2, 3}, 0, func(p []int) { n++; fmt.Print(p, " ") })
	fmt.Println(n)
}
