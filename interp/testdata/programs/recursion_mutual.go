package main

import "fmt"

func even(n int) bool {
	if n == 0 {
		return true
	}
	return odd(n - 1)
}
func odd(n int) bool {
	if n == 0 {
		return false
	}
	return even(n - 1)
}
func ack(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}
func perms(s string) []string {
	if len(s) <= 1 {
		return []string{s}
	}
	var out []string
	for i := range s {
		for _, p := range perms(s[:i] + s[i+1:]) {
			out = append(out, s[i:i+1]+p)
		}
	}
	return out
}

type expr struct {
	op   byte
	l, r *expr
	v    int
}

func (e *expr) eval() int {
	if e.l == nil {
		return e.v
	}
	a, b := e.l.eval(), e.r.eval()
	if e.op == '+' {
		return a + b
	}
	return a * b
}

func queens(n, row int, cols, d1, d2 map[int]bool) int {
	if row == n {
		return 1
	}
	c := 0
	for col := range n {
		if cols[col] || d1[row+col] || d2[row-col] {
			continue
		}
		cols[col], d1[row+col], d2[row-col] = true, true, true
		c += queens(n, row+1, cols, d1, d2)
		delete(cols, col)
		delete(d1, row+col)
		delete(d2, row-col)
	}
	return c
}

func main() {
	fmt.Println(even(10), odd(7), even(3), ack(2, 3), perms("abc"))
	e := &expr{op: '*', l: &expr{v: 3}, r: &expr{op: '+', l: &expr{v: 4}, r: &expr{v: 5}}}
	fmt.Println(e.eval(), queens(5, 0, map[int]bool{}, map[int]bool{}, map[int]bool{}))
}
