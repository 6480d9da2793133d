package main

import "fmt"

type node struct {
	k           int
	left, right *node
}

func insert(p **node, k int) bool {
	for *p != nil {
		switch n := *p; {
		case k < n.k:
			p = &n.left
		case k > n.k:
			p = &n.right
		default:
			return false
		}
	}
	*p = &node{k: k}
	return true
}
func remove(p **node, k int) bool {
	for *p != nil && (*p).k != k {
		if k < (*p).k {
			p = &(*p).left
		} else {
			p = &(*p).right
		}
	}
	n := *p
	if n == nil {
		return false
	}
	switch {
	case n.left == nil:
		*p = n.right
	case n.right == nil:
		*p = n.left
	default:
		m := &n.right
		for (*m).left != nil {
			m = &(*m).left
		}
		n.k = (*m).k
		*m = (*m).right
	}
	return true
}
func (n *node) walk(visit func(int)) {
	if n == nil {
		return
	}
	n.left.walk(visit)
	visit(n.k)
	n.right.walk(visit)
}

func main() {
	var root *node
	for _, k := range []int{5, 2, 8, 1, 9, 5, 3} {
		fmt.Print(insert(&root, k), " ")
	}
	fmt.Println(remove(&root, 5), remove(&root, 42), remove(&root, 1))
	root.walk(func(k int) { fmt.Print(k, " ") })
	a, b := &node{k: 1}, &node{k: 2}
	pa, pb := &a, &b
	*pa, *pb = *pb, *pa
	fmt.Println(a.k, b.k, (**pa).k)
	x := 7
	p := &x
	q := &p
	r := &q
	***r = 9
	fmt.Println(x, *p == **q, r != nil)
}
