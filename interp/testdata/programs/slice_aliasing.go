package main

import "fmt"

func main() {
	base := []int{0, 1, 2, 3, 4, 5}
	a := base[1:3]
	b := base[2:5]
	a[1] = 20
	fmt.Println(a, b, base, len(a), cap(a))
	a = append(a, 30)
	fmt.Println(base, b)
	c := base[1:3:3]
	c = append(c, 99)
	c[0] = -1
	fmt.Println(base, c, len(c))
	d := base[2:2]
	fmt.Println(d, len(d), cap(d), d[:3])
	e := base[:0]
	for _, v := range base {
		if v%2 == 0 {
			e = append(e, v)
		}
	}
	fmt.Println(e, base)
	f := append([]int(nil), base[1:]...)
	f[0] = 1000
	fmt.Println(base[1], f)
	base = append(base[:1], base[2:]...)
	fmt.Println(base, len(base), cap(base))
	g := make([]int, 2, 10)
	h := append(g, 1)
	k := append(g, 2)
	fmt.Println(h, k)
}
