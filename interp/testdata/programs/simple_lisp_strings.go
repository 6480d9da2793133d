package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

type node struct {
	atom string
	kids []*node
}

func (n *node) String() string {
	if n.kids == nil {
		return n.atom
	}
	parts := make([]string, len(n.kids))
	for i, k := range n.kids {
		parts[i] = k.String()
	}
	return "(" + strings.Join(parts, " ") + ")"
}
func read(toks []string) (*node, []string, error) {
	if len(toks) == 0 {
		return nil, toks, io.ErrUnexpectedEOF
	}
	t, rest := toks[0], toks[1:]
	if t != "(" {
		if t == ")" {
			return nil, rest, errors.New("unexpected )")
		}
		return &node{atom: t}, rest, nil
	}
	n := &node{kids: []*node{}}
	for len(rest) > 0 && rest[0] != ")" {
		k, r, err := read(rest)
		if err != nil {
			return nil, r, err
		}
		n.kids = append(n.kids, k)
		rest = r
	}
	if len(rest) == 0 {
		return nil, rest, io.ErrUnexpectedEOF
	}
	return n, rest[1:], nil
}
func eval(n *node, env map[string]int) int {
	if n.kids == nil {
		if v, err := strconv.Atoi(n.atom); err == nil {
			return v
		}
		return env[n.atom]
	}
	switch n.kids[0].atom {
	case "let":
		inner := map[string]int{}
		for k, v := range env {
			inner[k] = v
		}
		inner[n.kids[1].atom] = eval(n.kids[2], env)
		return eval(n.kids[3], inner)
	case "if":
		if eval(n.kids[1], env) != 0 {
			return eval(n.kids[2], env)
		}
		return eval(n.kids[3], env)
	case "*":
		return eval(n.kids[1], env) * eval(n.kids[2], env)
	}
	sum := 0
	for _, k := range n.kids[1:] {
		sum += eval(k, env)
	}
	return sum
}

func main() {
	for _, src := range []string{"(+ 1 2 3)", "(let x (* 2 3) (+ x (let x 1 x) x))", "(if 0 a (* b b))", "(+ 1", ")", "7"} {
		toks := strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(src))
		n, _, err := read(toks)
		if err != nil {
			fmt.Println(src, "error:", err)
			continue
		}
		fmt.Println(n, "=", eval(n, map[string]int{"b": 9}))
	}
}
