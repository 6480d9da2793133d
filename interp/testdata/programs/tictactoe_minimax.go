package main

import "fmt"

type board [9]byte

var lines = [][3]int{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}}

func (b *board) winner() byte {
	for _, l := range lines {
		if c := b[l[0]]; c != 0 && c == b[l[1]] && c == b[l[2]] {
			return c
		}
	}
	return 0
}
func (b *board) full() bool {
	for _, c := range b {
		if c == 0 {
			return false
		}
	}
	return true
}
func other(p byte) byte { return 'X' + 'O' - p }

func minimax(b *board, p byte, memo map[board]int) int {
	if w := b.winner(); w != 0 {
		if w == p {
			return 1
		}
		return -1
	}
	if b.full() {
		return 0
	}
	if v, ok := memo[*b]; ok {
		return v
	}
	best := -2
	for i := range b {
		if b[i] != 0 {
			continue
		}
		b[i] = p
		if v := -minimax(b, other(p), memo); v > best {
			best = v
		}
		b[i] = 0
	}
	memo[*b] = best
	return best
}
func (b board) String() (s string) {
	for i, c := range b {
		if c == 0 {
			c = '.'
		}
		s += string(rune(c))
		if i%3 == 2 {
			s += "/"
		}
	}
	return
}

func main() {
	b := board{'X', 'O', 'X', 0, 'O', 0, 0, 0, 0}
	memo := map[board]int{}
	start := b
	fmt.Println(minimax(&b, 'X', memo), b == start, len(memo) > 10)
	b[7] = 'X'
	fmt.Println(b, string(rune(b.winner()+'a')), b.full())
}
