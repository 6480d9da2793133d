package main

import "fmt"

type t struct {
	n   int
	arr [3]int
	m   map[string]float64
	s   string
	p   *int
}

func idx(n *int) int { *n++; return *n - 1 }

func main() {
	v := t{m: map[string]float64{}}
	v.n += 5
	v.n <<= 2
	v.n %= 7
	v.arr[1] -= 4
	v.arr[v.n%3]++
	v.m["a"] += 1.5
	v.m["a"] *= 3
	v.m["b"]--
	v.s += "x"
	v.s += string(rune('a' + v.n))
	k := 10
	v.p = &k
	*v.p /= 3
	(*v.p)++
	fmt.Println(v.n, v.arr, v.m, v.s, k)
	i := 0
	s := []int{1, 2, 3}
	s[idx(&i)] += 10
	s[idx(&i)]++
	fmt.Println(s, i)
	g := [][]int{{1}, {2}}
	g[1][0] |= 5
	g[0], g[1] = g[1], g[0]
	fmt.Println(g)
	var u uint8 = 250
	u += 10
	u &^= 1
	u |= 0x80
	u ^= 0xff
	fmt.Println(u)
	f := float32(1)
	f /= 3
	c := 1 + 2i
	c *= 2i
	fmt.Println(f, c)
	a, b, d := 1, 2, 3
	a, b, d = d, a, b
	s[0], s[2], a = a, s[0], s[1]
	fmt.Println(a, b, d, s)
	pp := &v
	pp.arr[2], pp.n = pp.n, pp.arr[2]
	fmt.Println(v.arr, v.n)
	m := map[string][]int{}
	m["x"] = append(m["x"], 1)
	m["x"][0] += 5
	mp := map[string]*t{"q": &v}
	mp["q"].n++
	mp["q"].arr[0] = 77
	fmt.Println(m, v.n, v.arr[0])
}
