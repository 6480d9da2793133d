package main

import "fmt"

type node struct {
	bits *[4]int
	grid *[2][2]string
	tab  [3]int
	next *node
	step func(*node)
}

func (n *node) set(i, v int) {
	n.bits[i] = v
	n.bits[i]++
	n.grid[1][0] = fmt.Sprint(v)
	n.tab[i%3] += v
}

func main() {
	n := &node{bits: new([4]int), grid: &[2][2]string{}}
	n.next = n
	n.step = func(n *node) { n.bits[0]-- }
	n.set(2, 5)
	n.next.step(n)
	p := &n.bits[2]
	*p *= 2
	for i, b := range n.bits {
		fmt.Println(i, b, len(n.bits), n.bits[1:3])
	}
	fmt.Println(*n.grid, n.tab, n.grid[1][0], n.next.bits[2], *n.bits)
}

type one struct{ o *other }

type other struct {
	o    *one
	bits *[3]int
}

func init() {
	o := other{o: &one{}, bits: new([3]int)}
	o.o.o = &o
	for i := range 3 {
		o.bits[2-i] = int(uint8(i) & 1)
		o.o.o.bits[i] += i
	}
	fmt.Println(o.bits[1], *o.o.o.bits)
}
