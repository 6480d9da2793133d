package main

import "fmt"

type node struct {
	name string
	kids []int
}

type arena struct{ nodes []node }

func (a *arena) add(name string) int {
	a.nodes = append(a.nodes, node{name: name})
	return len(a.nodes) - 1
}

// grow adds to the arena while its result goes into it.
func (a *arena) grow(depth int) int {
	at := a.add(fmt.Sprint("n", depth))
	if depth > 0 {
		a.nodes[at].kids = append(a.nodes[at].kids, a.grow(depth-1))
		a.nodes[at].kids = append(a.nodes[at].kids, a.grow(depth-1))
	}
	return at
}

type part struct{ n int }

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func main() {
	pool := []int{0}
	add := func() int { pool = append(pool, 0); return len(pool) - 1 }
	pool[0] = add()
	fmt.Println(pool)
	pool[0], pool[1] = add(), add()
	fmt.Println(pool)
	pool[0] += add()
	fmt.Println(pool)

	a := &arena{}
	a.grow(2)
	fmt.Println(a.nodes)

	i := 0
	next := func() int { i++; return i }
	list := make([]int, 8)
	list[next()] += next()
	list[next()] <<= next() - 3
	list[next()] = next()
	list[next()], i = next(), next()
	fmt.Println(list, i)

	m := map[int]int{}
	key := 1
	change := func() (int, int) { key, m = 2, map[int]int{}; return 3, 4 }
	m[key], i = change()
	fmt.Println(m, i)

	p := &part{1}
	q := p
	replace := func() int { p = &part{7}; return 5 }
	p.n = replace()
	fmt.Println(*p, *q)

	var none *part
	create := func() int { none = &part{}; return 9 }
	none.n = create()
	fmt.Println(none.n)

	say := func() int { fmt.Println("said"); return 1 }
	short := []int{1}
	far := 9
	try("index", func() { short[far] = say() })
	try("nil", func() { (*part)(nil).n = say() })
	try("both", func() { short[next()] += say() })
	fmt.Println(short, i)
}
