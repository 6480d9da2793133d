package main

import "fmt"

type deque[T any] struct{ front, back *elem[T] }
type elem[T any] struct {
	v          T
	prev, next *elem[T]
}

func (d *deque[T]) pushBack(v T) {
	e := &elem[T]{v: v, prev: d.back}
	if d.back != nil {
		d.back.next = e
	} else {
		d.front = e
	}
	d.back = e
}
func (d *deque[T]) pushFront(v T) {
	e := &elem[T]{v: v, next: d.front}
	if d.front != nil {
		d.front.prev = e
	} else {
		d.back = e
	}
	d.front = e
}
func (d *deque[T]) popFront() (v T, ok bool) {
	e := d.front
	if e == nil {
		return
	}
	d.front = e.next
	if d.front == nil {
		d.back = nil
	} else {
		d.front.prev = nil
	}
	return e.v, true
}
func (d *deque[T]) slice() (out []T) {
	for e := d.front; e != nil; e = e.next {
		out = append(out, e.v)
	}
	return
}

type node struct {
	v    int
	next *node
}

func fromSlice(vs ...int) (head *node) {
	tail := &head
	for _, v := range vs {
		*tail = &node{v: v}
		tail = &(*tail).next
	}
	return
}
func (n *node) String() string {
	if n == nil {
		return "."
	}
	return fmt.Sprint(n.v, " ", n.next)
}
func reverse(n *node) (r *node) {
	for n != nil {
		n, n.next, r = n.next, r, n
	}
	return
}
func mergeLists(a, b *node) *node {
	var head node
	tail := &head
	for a != nil && b != nil {
		if a.v < b.v {
			tail.next, a = a, a.next
		} else {
			tail.next, b = b, b.next
		}
		tail = tail.next
	}
	if a == nil {
		a = b
	}
	tail.next = a
	return head.next
}

func main() {
	var d deque[string]
	d.pushBack("b")
	d.pushFront("a")
	d.pushBack("c")
	v, ok := d.popFront()
	fmt.Println(v, ok, d.slice(), d.back.v)
	d.popFront()
	d.popFront()
	_, ok = d.popFront()
	fmt.Println(ok, d.front == nil, d.back == nil)
	fmt.Println(fromSlice(1, 2, 3), reverse(fromSlice(1, 2, 3)), mergeLists(fromSlice(1, 4, 5), fromSlice(2, 3, 9)), fromSlice())
}
