package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

type parser struct {
	s   string
	pos int
}

func (p *parser) peek() byte {
	for p.pos < len(p.s) && p.s[p.pos] == ' ' {
		p.pos++
	}
	if p.pos >= len(p.s) {
		return 0
	}
	return p.s[p.pos]
}
func (p *parser) expr() float64 {
	v := p.term()
	for {
		switch p.peek() {
		case '+':
			p.pos++
			v += p.term()
		case '-':
			p.pos++
			v -= p.term()
		default:
			return v
		}
	}
}
func (p *parser) term() float64 {
	v := p.factor()
	for {
		switch c := p.peek(); c {
		case '*', '/':
			p.pos++
			r := p.factor()
			if c == '*' {
				v *= r
			} else if r == 0 {
				panic(errors.New("division by zero"))
			} else {
				v /= r
			}
		default:
			return v
		}
	}
}
func (p *parser) factor() float64 {
	switch c := p.peek(); {
	case c == '(':
		p.pos++
		v := p.expr()
		if p.peek() != ')' {
			panic(fmt.Errorf("expected ) at %d", p.pos))
		}
		p.pos++
		return v
	case c == '-':
		p.pos++
		return -p.factor()
	case c >= '0' && c <= '9' || c == '.':
		start := p.pos
		for p.pos < len(p.s) && strings.IndexByte("0123456789.", p.s[p.pos]) >= 0 {
			p.pos++
		}
		v, err := strconv.ParseFloat(p.s[start:p.pos], 64)
		if err != nil {
			panic(err)
		}
		return v
	default:
		panic(fmt.Errorf("unexpected %q at %d", c, p.pos))
	}
}
func eval(s string) (v float64, err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = e
		}
	}()
	p := &parser{s: s}
	v = p.expr()
	if p.peek() != 0 {
		err = fmt.Errorf("trailing %q", s[p.pos:])
	}
	return
}

func main() {
	for _, s := range []string{"1+2*3", "(1 + 2) * -3", "2/4-1.5", "1/0", "(1", "2 3", "", "1.2.3", "--4*(2-5)"} {
		v, err := eval(s)
		fmt.Println(s, "=", v, err)
	}
}
