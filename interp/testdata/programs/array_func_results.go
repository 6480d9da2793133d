package main

import "fmt"

func make3() [3]int { return [3]int{4, 5, 6} }

type holder struct{ data [4]byte }

func (h holder) sum() (n int) {
	for _, b := range h.data {
		n += int(b)
	}
	return
}

func main() {
	fmt.Println(make3()[1], len(make3()))
	x := make3()
	s := x[:]
	s[0] = 100
	fmt.Println(x, s)
	h := holder{[4]byte{1, 2, 3, 4}}
	f := h.sum
	h.data[0] = 50
	fmt.Println(f(), h.sum())
	arrs := [][2]int{{1, 2}, {3, 4}}
	for _, a := range arrs {
		a[0] = 0
	}
	arrs[1][1]++
	fmt.Println(arrs)
	ch := make(chan [2]int, 1)
	v := [2]int{7, 8}
	ch <- v
	v[0] = 0
	fmt.Println(<-ch, v)
	var i any = v
	v[1] = 1
	fmt.Println(i, i == [2]int{0, 8}, i.([2]int)[1])
	func(a [2]int) { a[0] = 5; fmt.Println(a) }(v)
	fn := func() [2]int { return v }
	w := fn()
	w[0] = 3
	fmt.Println(v, w)
	idx := 3
	defer func() { fmt.Println(recover() != nil) }()
	fmt.Println(x[idx])
}
