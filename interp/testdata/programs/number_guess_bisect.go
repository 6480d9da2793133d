package main

import (
	"fmt"
	"math"
)

type guesser struct {
	lo, hi int
	tries  []int
}

func (g *guesser) guess() int {
	m := g.lo + (g.hi-g.lo)/2
	g.tries = append(g.tries, m)
	return m
}
func (g *guesser) tell(c int) {
	m := g.tries[len(g.tries)-1]
	switch {
	case c < 0:
		g.lo = m + 1
	case c > 0:
		g.hi = m - 1
	}
}
func play(secret int) (int, []int) {
	g := &guesser{lo: 1, hi: 100}
	for range 10 {
		n := g.guess()
		if n == secret {
			return len(g.tries), g.tries
		}
		if n < secret {
			g.tell(-1)
		} else {
			g.tell(1)
		}
	}
	return -1, nil
}
func bisect(f func(float64) float64, a, b float64) float64 {
	for range 60 {
		m := (a + b) / 2
		if f(a)*f(m) <= 0 {
			b = m
		} else {
			a = m
		}
	}
	return a
}

func main() {
	for _, s := range []int{1, 50, 73, 100} {
		n, path := play(s)
		fmt.Println(s, n, path)
	}
	fmt.Printf("%.6f %.6f\n", bisect(func(x float64) float64 { return x*x - 2 }, 0, 2), bisect(math.Cos, 0, 3))
}
