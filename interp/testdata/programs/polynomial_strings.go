package main

import (
	"fmt"
	"strings"
)

type poly []int

func (p poly) String() string {
	var parts []string
	for i := len(p) - 1; i >= 0; i-- {
		c := p[i]
		if c == 0 {
			continue
		}
		s := ""
		switch {
		case i == 0:
			s = fmt.Sprint(c)
		case c == 1:
		case c == -1:
			s = "-"
		default:
			s = fmt.Sprint(c)
		}
		if i >= 1 {
			s += "x"
		}
		if i > 1 {
			s += fmt.Sprintf("^%d", i)
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return "0"
	}
	return strings.ReplaceAll(strings.Join(parts, " + "), "+ -", "- ")
}
func (p poly) add(q poly) poly {
	if len(p) < len(q) {
		p, q = q, p
	}
	out := append(poly(nil), p...)
	for i, c := range q {
		out[i] += c
	}
	return out
}
func (p poly) mul(q poly) poly {
	out := make(poly, len(p)+len(q)-1)
	for i, a := range p {
		for j, b := range q {
			out[i+j] += a * b
		}
	}
	return out
}
func (p poly) at(x int) int {
	v := 0
	for i := len(p) - 1; i >= 0; i-- {
		v = v*x + p[i]
	}
	return v
}
func (p poly) derive() poly {
	if len(p) < 2 {
		return poly{0}
	}
	out := make(poly, 0, len(p)-1)
	for i, c := range p[1:] {
		out = append(out, c*(i+1))
	}
	return out
}

func main() {
	p, q := poly{-1, 0, 3}, poly{2, 1}
	fmt.Println(p, "|", q, "|", p.add(q), "|", p.mul(q), "|", p.derive(), "|", poly{0}, "|", poly{0, -1})
	fmt.Println(p.at(2), q.at(-2), p.mul(q).at(3) == p.at(3)*q.at(3))
}
