package main

import (
	"fmt"
	"sort"
)

type stack []int

func (s *stack) push(v int) { *s = append(*s, v) }
func (s *stack) pop() (v int, ok bool) {
	if len(*s) == 0 {
		return
	}
	v = (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return v, true
}
func (s stack) Len() int { return len(s) }
func (s stack) sum() (t int) {
	for _, v := range s {
		t += v
	}
	return
}

type set map[string]struct{}

func (s set) add(k ...string) set {
	for _, v := range k {
		s[v] = struct{}{}
	}
	return s
}
func (s set) has(k string) bool { _, ok := s[k]; return ok }
func (s set) sorted() []string {
	out := make([]string, 0, len(s))
	for k := range s {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

type matrix [2][2]int

func (m matrix) mul(o matrix) (r matrix) {
	for i := range m {
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}
func (m *matrix) transpose() { m[0][1], m[1][0] = m[1][0], m[0][1] }

func main() {
	var s stack
	s.push(1)
	s.push(2)
	s.push(3)
	fmt.Println(s, s.Len(), s.sum())
	v, ok := s.pop()
	fmt.Println(v, ok, s)
	s = nil
	_, ok = s.pop()
	fmt.Println(ok)
	t := set{}.add("b", "a").add("c", "a")
	fmt.Println(t.has("a"), t.has("z"), t.sorted(), len(t))
	m := matrix{{1, 2}, {3, 4}}
	m.transpose()
	fmt.Println(m.mul(matrix{{1, 1}, {0, 1}}), m)
}
