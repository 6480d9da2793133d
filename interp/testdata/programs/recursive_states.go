package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A lexer whose states are functions that give the next one.
type lexer struct {
	input  string
	pos    int
	items  []string
	state  stateFn
	parent *parser
}

type stateFn func(*lexer) stateFn

type parser struct {
	lex   *lexer
	nodes []node
	by    map[string]*node
}

type node struct {
	Name     string `json:"name"`
	Children []node `json:"children,omitempty"`
	owner    *parser
}

func word(l *lexer) stateFn {
	i := strings.IndexByte(l.input[l.pos:], ' ')
	if i < 0 {
		l.items = append(l.items, l.input[l.pos:])
		return nil
	}
	l.items = append(l.items, l.input[l.pos:l.pos+i])
	l.pos += i
	return space
}

func space(l *lexer) stateFn {
	for l.pos < len(l.input) && l.input[l.pos] == ' ' {
		l.pos++
	}
	return word
}

func (l *lexer) run() {
	for l.state = word; l.state != nil; {
		l.state = l.state(l)
	}
}

func (n node) String() string { return "<" + n.Name + ">" }

func main() {
	p := &parser{by: map[string]*node{}}
	p.lex = &lexer{input: "some  words here", parent: p}
	p.lex.run()
	fmt.Println(len(p.lex.items), p.lex.items, p.lex.parent == p)
	for _, w := range p.lex.items {
		p.nodes = append(p.nodes, node{Name: w, owner: p, Children: []node{{Name: w + "!"}}})
		p.by[w] = &p.nodes[len(p.nodes)-1]
	}
	p.by["here"].Children[0].Name = "changed"
	text, err := json.Marshal(p.nodes)
	fmt.Println(string(text), err)
	fmt.Println(p.nodes[1], p.by["some"], p.nodes[0].owner.lex.input)
	fmt.Printf("%v %T\n", p.nodes[:1], p.nodes[0])
	var any interface{} = p.nodes[0]
	n, ok := any.(node)
	fmt.Println(n.Name, ok, n.Children[0])
	q := *p.lex
	q.pos = 0
	fmt.Println(q.pos, p.lex.pos > 0)
}
