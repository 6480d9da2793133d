package main

import (
	"container/heap"
	"fmt"
	"strings"
)

type node struct {
	sym         rune
	n           int
	left, right *node
}
type forest []*node

func (f forest) Len() int { return len(f) }
func (f forest) Less(i, j int) bool {
	if f[i].n != f[j].n {
		return f[i].n < f[j].n
	}
	return f[i].sym < f[j].sym
}
func (f forest) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *forest) Push(x any)   { *f = append(*f, x.(*node)) }
func (f *forest) Pop() (x any) {
	l := len(*f) - 1
	x, *f = (*f)[l], (*f)[:l]
	return
}

func build(s string) *node {
	counts := map[rune]int{}
	for _, r := range s {
		counts[r]++
	}
	var f forest
	for r, n := range counts {
		f = append(f, &node{sym: r, n: n})
	}
	heap.Init(&f)
	for f.Len() > 1 {
		a, b := heap.Pop(&f).(*node), heap.Pop(&f).(*node)
		heap.Push(&f, &node{min(a.sym, b.sym), a.n + b.n, a, b})
	}
	return f[0]
}
func (n *node) codes(prefix string, out map[string]string) map[string]string {
	if n.left == nil {
		out[string(n.sym)] = prefix
		return out
	}
	n.left.codes(prefix+"0", out)
	return n.right.codes(prefix+"1", out)
}

func main() {
	s := "abracadabra"
	t := build(s)
	codes := t.codes("", map[string]string{})
	var bits strings.Builder
	for _, r := range s {
		bits.WriteString(codes[string(r)])
	}
	fmt.Println(codes, bits.Len())
	var out []rune
	for cur, rest := t, bits.String(); rest != ""; rest = rest[1:] {
		if rest[0] == '0' {
			cur = cur.left
		} else {
			cur = cur.right
		}
		if cur.left == nil {
			out = append(out, cur.sym)
			cur = t
		}
	}
	fmt.Println(string(out) == s)
}
