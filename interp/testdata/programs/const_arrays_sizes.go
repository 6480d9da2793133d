package main

import "fmt"

const (
	rows = 2
	cols = rows + 1
	size = rows * cols
)

type board [rows][cols]byte
type bits [size/2 + 1]bool

var names = [...]string{rows: "two", cols: "three"}

func (b board) flat() (out [size]byte) {
	for r, row := range b {
		for c, v := range row {
			out[r*cols+c] = v
		}
	}
	return
}

func main() {
	const local = len(names) * 2
	var a [local]int
	var b board
	b[1][2] = 'x'
	f := b.flat()
	fmt.Println(len(a), len(b), len(b[0]), f[size-1], len(bits{}), len(names), cap(a[:3]))
	fmt.Printf("%q %T %T\n", names, a, f)
	const s = "const"
	var arr [len(s)]int
	fmt.Println(len(arr), s[2], len(s[1:]))
	m := [...]int{'a': 1, 'b': 2}
	fmt.Println(len(m), m['b'])
	type key [2]rune
	counts := map[key]int{{'a', 'b'}: 1}
	counts[key{'a', 'b'}]++
	fmt.Println(counts)
}
