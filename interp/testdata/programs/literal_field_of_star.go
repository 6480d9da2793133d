package main

import "fmt"

type inner struct{ n int }

type outer struct {
	inner
	p *inner
}

func main() {
	o := &outer{inner{1}, &inner{2}}
	oo := &o
	fmt.Println([3]int{(*o).n, (*o).p.n, (*o.p).n}, []int{(*(*o).p).n, (**oo).n})
	(*o).n = 5
	fmt.Println(o.n, [1]inner{(*o).inner})
	defer func() { fmt.Println(recover()) }()
	o = nil
	fmt.Println([]int{(*o).n})
}
