package main

import "fmt"

type pair struct{ a, b uint64 }

func main() {
	x := uint64(7)
	v := &x
	g := uint64(2)
	p := pair{((*v) % (g | 1)), 3}
	fmt.Println(p)
	fmt.Println(((*v) % (g | 1)))
	y := ((*v) << (g % 7)) + (*v)
	fmt.Println(y)
}
