package main

import "fmt"

type Element struct {
	next, prev *Element
	list       *List
	Value      string
}
type List struct {
	root Element
	len  int
}

func (l *List) Init() *List {
	l.root.next = &l.root
	l.root.prev = &l.root
	return l
}
func (l *List) Push(v string) *Element {
	e := &Element{Value: v}
	at := l.root.prev
	e.prev = at
	e.next = at.next
	e.prev.next = e
	e.next.prev = e
	e.list = l
	l.len++
	return e
}

type Tree struct {
	root  *Node
	nodes map[string]*Node
}
type Node struct {
	tree     *Tree
	parent   *Node
	children []*Node
	name     string
}

func main() {
	l := new(List).Init()
	l.Push("a")
	l.Push("b")
	for e := l.root.next; e != &l.root; e = e.next {
		fmt.Print(e.Value, " ", e.list == l, " ")
	}
	fmt.Println(l.len)
	t := &Tree{nodes: map[string]*Node{}}
	t.root = &Node{tree: t, name: "root"}
	c := &Node{tree: t, parent: t.root, name: "c"}
	t.root.children = append(t.root.children, c)
	t.nodes["c"] = c
	fmt.Println(t.nodes["c"].parent.name, t.root.children[0].tree == t)
}
