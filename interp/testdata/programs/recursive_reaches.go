package main

import (
	"fmt"
	"sort"
	"strings"
)

// a recursive program: the parser's struct is held by value and reached through it.
type tok struct {
	kind Kind
	text string
	at   pos
}

type pos struct{ x, line int }

type Kind int

const (
	Num Kind = iota
	Op
	End
)

func (k Kind) String() string { return [...]string{"num", "op", "end"}[k] }

type lexer struct {
	toks []tok
	i    int
	errs []error
}

func (l *lexer) next() tok {
	t := l.toks[l.i]
	l.i++
	return t
}

func (l lexer) left() int { return len(l.toks) - l.i }

type node struct {
	lex   lexer
	at    pos
	kids  nodes
	kind  Kind
	t     tok
	out   chan tok
	names map[string]pos
	inner struct {
		at   pos
		toks []tok
	}
	pp  *pos
	arr [2]pos
	fn  func(pos) tok
}

type nodes []*node

func (n *node) walk(f func(*node)) {
	f(n)
	for _, k := range n.kids {
		k.walk(f)
	}
}

func main() {
	n := &node{lex: lexer{toks: []tok{{Num, "1", pos{1, 2}}, {kind: Op, text: "+"}, {End, "", pos{}}}}, at: pos{3, 4}}
	fmt.Println(n.lex.toks, n.at.x, n.lex.toks[0].at.line, len(n.lex.toks))
	n.at.x++
	n.lex.i++
	fmt.Println(n.lex.next(), n.lex.left(), n.at)
	n.kids = append(n.kids, &node{at: pos{9, 9}, kind: Op}, &node{kind: End})
	n.walk(func(n *node) { fmt.Println(n.at.x, n.kind, n.kind == Op, n.at == pos{9, 9}) })
	n.t = n.lex.toks[0]
	n.t.at.x = 7
	fmt.Println(n.t.at.x, n.lex.toks[0].at.x, n.t.kind == Num, n.t == tok{Num, "1", pos{7, 2}})
	n.out = make(chan tok, 2)
	n.out <- n.t
	n.out <- tok{text: "sent"}
	fmt.Println((<-n.out).at.x, (<-n.out).text)
	n.names = map[string]pos{"a": {1, 1}}
	n.names["b"] = pos{2, 2}
	fmt.Println(n.names["b"].x, n.names)
	n.inner.at.x = 5
	n.inner.toks = append(n.inner.toks, tok{text: "in"})
	fmt.Println(n.inner.at.x, n.inner.toks[0].text)
	n.pp = &n.at
	n.pp.line = 44
	fmt.Println(n.at.line, n.pp.x)
	n.arr[1].x = 6
	fmt.Println(n.arr, n.arr[1].x)
	n.fn = func(p pos) tok { return tok{at: p} }
	fmt.Println(n.fn(n.at).at.x)
	for i, t := range n.lex.toks {
		t.at.x += 10
		n.lex.toks[i].at = t.at
	}
	fmt.Println(n.lex.toks)
	sort.Slice(n.kids, func(i, j int) bool { return n.kids[i].kind > n.kids[j].kind })
	fmt.Println(n.kids[0].kind, n.kids[1].kind)
	p := &n.lex
	fmt.Println(p.left(), p.toks[0].text)
	l := n.lex
	l.toks[0].text = "shared"
	l.i = 100
	fmt.Println(n.lex.toks[0].text, n.lex.i)
	n.lex = lexer{}
	fmt.Println(n.lex.toks == nil, n.lex.errs)
	n.lex.errs = append(n.lex.errs, fmt.Errorf("e"))
	fmt.Println(n.lex.errs[0])
	switch n.kids[0].kind {
	case Op, End:
		fmt.Println("op or end")
	}
	fmt.Printf("%v %+v\n", n.t, n.at)
	fmt.Println(strings.Repeat("-", n.kids[0].at.x))
}
