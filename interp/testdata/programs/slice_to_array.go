package main

import "fmt"

type key [4]byte

func main() {
	s := []int{1, 2, 3, 4}
	a := [2]int(s)
	p := (*[3]int)(s)
	a[0] = 100
	p[1] = 200
	fmt.Println(s, a, *p, len(p))
	var n []int
	fmt.Println((*[0]int)(n) == nil, (*[0]int)([]int{}) == nil, [0]int(n))
	k := key([]byte("abcdef"))
	m := map[key]int{k: 1}
	fmt.Println(m[key{'a', 'b', 'c', 'd'}], k, string(k[:]))
	fmt.Printf("%T %T %x\n", a, p, k[:])
	defer func() { fmt.Println(recover() != nil) }()
	_ = [5]int(s)
}
