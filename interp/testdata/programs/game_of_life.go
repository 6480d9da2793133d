package main

import (
	"fmt"
	"strings"
)

type cell = [2]int
type world map[cell]bool

func (w world) neighbours(c cell) (n int) {
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if (dx != 0 || dy != 0) && w[cell{c[0] + dx, c[1] + dy}] {
				n++
			}
		}
	}
	return
}
func (w world) step() world {
	next := world{}
	for c := range w {
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				p := cell{c[0] + dx, c[1] + dy}
				if n := w.neighbours(p); n == 3 || n == 2 && w[p] {
					next[p] = true
				}
			}
		}
	}
	return next
}
func (w world) String() string {
	var b strings.Builder
	for y := range 5 {
		for x := range 5 {
			if w[cell{x, y}] {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func main() {
	w := world{{1, 0}: true, {2, 1}: true, {0, 2}: true, {1, 2}: true, {2, 2}: true}
	for range 4 {
		w = w.step()
	}
	fmt.Print(w, len(w), "\n")
}
