package main

import "fmt"

var a, b = 1, 2

func sw() (int, int) { return b, a }

type pt struct{ x, y int }

func (p *pt) flip() (int, int) { return p.y, p.x }

func main() {
	a, b = sw()
	fmt.Println(a, b)
	p := &pt{1, 2}
	p.x, p.y = p.flip()
	fmt.Println(*p)
	c, d := 1, 2
	f := func() (int, int) { return d, c }
	c, d = f()
	fmt.Println(c, d)
	x := []int{1, 2}
	x[0], x[1] = func() (int, int) { return x[1], x[0] }()
	fmt.Println(x)
	for i := 0; i < 2; i++ {
		v, ok := func() (int, bool) {
			if i == 0 {
				return 5, true
			}
			var zero int
			return zero, false
		}()
		fmt.Println(v, ok)
	}
}
