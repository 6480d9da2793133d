package main

import "fmt"

type grid [2][3]int

func modify(a [3]int) [3]int { a[0] = 99; return a }
func modifyp(a *[3]int)      { a[0] = 77 }

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 10
	fmt.Println(a, b, a == b, a == [3]int{1, 2, 3}, modify(a), a)
	modifyp(&a)
	fmt.Println(a, len(a), cap(a))
	c := [...]string{2: "c", 0: "a", 4: "e"}
	fmt.Printf("%q %d\n", c, len(c))
	var g grid
	g[1][2] = 5
	h := g
	h[1][2]++
	row := g[1]
	row[0] = 8
	fmt.Println(g, h, row, g != h)
	p := &a
	p[1] = 55
	for i, v := range p {
		fmt.Print(i, v, " ")
	}
	fmt.Println(len(p), p[:2])
	for i, v := range a {
		a[2] = 1000
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	m := map[[2]int]string{{1, 2}: "x"}
	fmt.Println(m[[2]int{1, 2}], m)
	s := struct{ arr [2]int }{[2]int{1, 2}}
	t := s
	t.arr[0] = 9
	fmt.Println(s, t, s == t)
}
