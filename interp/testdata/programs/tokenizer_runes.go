package main

import (
	"fmt"
	"unicode"
)

type kind int

const (
	eof kind = iota
	ident
	number
	str
	punct
)

//go:generate stringer
func (k kind) String() string {
	return [...]string{eof: "eof", ident: "ident", number: "number", str: "str", punct: "punct"}[k]
}

type token struct {
	kind
	text string
	line int
}
type lexer struct {
	src  []rune
	pos  int
	line int
	toks chan token
}

func lex(s string) <-chan token {
	l := &lexer{src: []rune(s), line: 1, toks: make(chan token)}
	go l.run()
	return l.toks
}
func (l *lexer) take(f func(rune) bool) string {
	start := l.pos
	for l.pos < len(l.src) && f(l.src[l.pos]) {
		l.pos++
	}
	return string(l.src[start:l.pos])
}
func (l *lexer) emit(k kind, s string) { l.toks <- token{k, s, l.line} }
func (l *lexer) run() {
	defer close(l.toks)
	for l.pos < len(l.src) {
		switch r := l.src[l.pos]; {
		case r == '\n':
			l.line++
			fallthrough
		case unicode.IsSpace(r):
			l.pos++
		case unicode.IsLetter(r), r == '_':
			l.emit(ident, l.take(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }))
		case unicode.IsDigit(r):
			l.emit(number, l.take(unicode.IsDigit))
		case r == '"':
			l.pos++
			s := l.take(func(r rune) bool { return r != '"' })
			l.pos++
			l.emit(str, s)
		default:
			l.pos++
			l.emit(punct, string(r))
		}
	}
	l.emit(eof, "")
}

func main() {
	for t := range lex("let x1 = 42;\nprint(\"héllo\")\nπ+_y") {
		fmt.Printf("%d:%v:%q ", t.line, t.kind, t.text)
	}
	fmt.Println()
}
