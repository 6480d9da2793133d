package main

import "fmt"

var n = 100

func f() (r int) {
	r = 5
	return r + n
}
func main() {
	n = f()
	fmt.Println(n)
	x := 7
	g := func() (r int) {
		r = 0
		r = 1
		r += x
		return
	}
	x = g()
	fmt.Println(x)
	for i := 0; i < 2; i++ {
		y := func() (r int) {
			r += 1
			return
		}()
		fmt.Println(y)
		var z int
		z, w := func() (r, q int) {
			r += 1
			if i == 0 {
				q = 3
			}
			return
		}()
		fmt.Println(z, w)
	}
	p := struct{ a, b int }{1, 2}
	swap := func() (a, b int) {
		a = p.b
		b = p.a
		return
	}
	p.a, p.b = swap()
	fmt.Println(p)
	a, b := 1, 2
	sw := func() (x, y int) {
		x = b
		y = a
		return
	}
	a, b = sw()
	fmt.Println(a, b)
	func() {
		defer func() { recover(); fmt.Println("a", a) }()
		a = func() (r int) {
			r = 50
			panic("x")
		}()
	}()
}
