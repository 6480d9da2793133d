package main

import (
	"fmt"
	"strings"
)

type board [4][4]int

func (b *board) ok(r, c, v int) bool {
	for i := range 4 {
		if b[r][i] == v || b[i][c] == v || b[r/2*2+i/2][c/2*2+i%2] == v {
			return false
		}
	}
	return true
}
func (b *board) solve(tries *int) bool {
	for r := range b {
		for c, v := range b[r] {
			if v != 0 {
				continue
			}
			for v := 1; v <= 4; v++ {
				if b.ok(r, c, v) {
					*tries++
					b[r][c] = v
					if b.solve(tries) {
						return true
					}
					b[r][c] = 0
				}
			}
			return false
		}
	}
	return true
}
func (b board) String() (s string) {
	for _, row := range b {
		s += strings.Trim(fmt.Sprint(row), "[]") + "\n"
	}
	return
}

func main() {
	b := board{{1, 0, 0, 0}, {0, 0, 3, 0}, {0, 1, 0, 0}, {0, 0, 0, 2}}
	start := b
	n := 0
	fmt.Println(b.solve(&n), n, start == b)
	fmt.Print(b)
	fmt.Println(start[0], len(b))
}
