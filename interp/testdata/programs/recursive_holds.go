package main

import "fmt"

// Structs that recursive types hold are plain structs: their fields of named types,
// channels and functions are used as everywhere, and recursive structs convert to
// structs of the same fields.

type kind int

const (
	leaf kind = iota
	branch
)

type token struct {
	kind kind
	text string
}

type lexer struct {
	toks chan string
	n    int
}

type opts struct {
	f func() int
	_ struct{}
}

type node struct {
	tok  *token
	lex  *lexer
	opts opts
	peer *peer
}

type peer struct{ n *node }

type row struct {
	name string
	kids rows
}

type rows []row

type view struct {
	name string `json:"n"`
	kids rows   `json:"k"`
}

func run(o opts) int { return o.f() }

func main() {
	t := token{branch, "x"}
	l := &lexer{toks: make(chan string, 3)}
	o := opts{func() int { return 4 }, struct{}{}}
	n := node{tok: &t, lex: l, opts: o}
	k := leaf
	fmt.Println(t.kind == branch, t.kind == k, k == t.kind, n.peer == nil)
	switch t.kind {
	case leaf:
		fmt.Println("leaf")
	case branch:
		fmt.Println("branch")
	}

	l.toks <- "a"
	l.toks <- fmt.Sprint("b", l.n)
	close(l.toks)
	for t := range l.toks {
		fmt.Println(t)
	}
	fmt.Println(run(n.opts), run(o))

	r := row{"a", rows{{"b", nil}}}
	v := view(r)
	r.name = "c"
	r = row(v)
	fmt.Println(v.name, len(v.kids), r.name)
}
