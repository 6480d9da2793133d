package main

import (
	"fmt"
	"sort"
)

// A struct leads back to itself through the keys of maps.
type node struct {
	name  string
	edges map[*node]bool
	pairs map[[2]*node]int
	ports map[chan *node]string
	paths []map[*node]int
}

func (n *node) link(to ...*node) *node {
	for _, other := range to {
		n.edges[other] = true
		n.pairs[[2]*node{n, other}]++
	}
	return n
}

func (n *node) names() (list []string) {
	for other := range n.edges {
		list = append(list, other.name)
	}
	sort.Strings(list)
	return list
}

func newNode(name string) *node {
	return &node{name: name, edges: map[*node]bool{}, pairs: make(map[[2]*node]int)}
}

type keyed[K comparable] struct {
	key K
	out map[*keyed[K]]K
}

func main() {
	a, b := newNode("a"), newNode("b")
	a.link(a, b, b)
	fmt.Println(a.names(), len(b.edges), a.edges[a], b.edges[a], a.pairs[[2]*node{a, b}])

	delete(a.edges, a)
	_, has := a.edges[a]
	fmt.Println(has, a.names())

	port := make(chan *node, 1)
	port <- b
	a.ports = map[chan *node]string{port: "out"}
	fmt.Println(a.ports[port], (<-port).name)

	a.paths = append(a.paths, map[*node]int{b: 3})
	a.paths[0][a]++
	fmt.Println(a.paths[0][a], a.paths[0][b])

	k := &keyed[string]{key: "k"}
	k.out = make(map[*keyed[string]]string)
	k.out[k] = k.key
	fmt.Println(k.out[k], len(k.out))

	type local struct{ seen map[*local]bool }
	l := local{seen: map[*local]bool{}}
	l.seen[&l] = true
	fmt.Println(l.seen[&l], l.seen[nil])
}
