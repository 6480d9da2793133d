package main

import (
	"fmt"
	"sort"
	"strconv"
)

type frac struct{ n, d int }

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
func fr(n, d int) frac {
	if d == 0 {
		panic("zero denominator")
	}
	if d < 0 {
		n, d = -n, -d
	}
	g := gcd(max(n, -n), d)
	return frac{n / g, d / g}
}
func (a frac) add(b frac) frac { return fr(a.n*b.d+b.n*a.d, a.d*b.d) }
func (a frac) mul(b frac) frac { return fr(a.n*b.n, a.d*b.d) }
func (a frac) neg() frac       { return frac{-a.n, a.d} }
func (a frac) inv() frac       { return fr(a.d, a.n) }
func (a frac) cmp(b frac) int  { return a.n*b.d - b.n*a.d }
func (a frac) String() string {
	if a.d == 1 {
		return strconv.Itoa(a.n)
	}
	return fmt.Sprintf("%d/%d", a.n, a.d)
}
func det(m [][]frac) frac {
	res := fr(1, 1)
	for c := range m {
		p := -1
		for r := c; r < len(m); r++ {
			if m[r][c].n != 0 {
				p = r
				break
			}
		}
		if p < 0 {
			return fr(0, 1)
		}
		if p != c {
			m[p], m[c] = m[c], m[p]
			res = res.neg()
		}
		res = res.mul(m[c][c])
		for r := c + 1; r < len(m); r++ {
			k := m[r][c].mul(m[c][c].inv()).neg()
			for j := c; j < len(m); j++ {
				m[r][j] = m[r][j].add(m[c][j].mul(k))
			}
		}
	}
	return res
}

func main() {
	fmt.Println(fr(6, -8), fr(1, 3).add(fr(1, 6)), fr(2, 3).mul(fr(3, 2)), fr(1, 2).cmp(fr(1, 3)) > 0, fr(1, 2) == fr(2, 4))
	fmt.Println(det([][]frac{{fr(0, 1), fr(2, 1)}, {fr(1, 2), fr(3, 1)}}), det([][]frac{{fr(1, 1), fr(2, 1)}, {fr(2, 1), fr(4, 1)}}))
	list := []frac{fr(3, 4), fr(1, 2), fr(5, 8)}
	sort.Slice(list, func(i, j int) bool { return list[i].cmp(list[j]) < 0 })
	fmt.Println(list, map[frac]string{fr(1, 2): "half"}[fr(3, 6)])
	defer func() { fmt.Println(recover()) }()
	fr(0, 1).inv()
}
