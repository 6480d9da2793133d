package main

import (
	"fmt"
	"unicode/utf8"
)

type command interface {
	do(*doc)
	undo(*doc)
}
type doc struct {
	text []rune
	past []command
	next []command
}
type insert struct {
	at int
	s  string
}
type remove struct {
	at, n int
	old   []rune
}

func (c insert) do(d *doc) {
	d.text = append(d.text[:c.at:c.at], append([]rune(c.s), d.text[c.at:]...)...)
}
func (c insert) undo(d *doc) {
	n := utf8.RuneCountInString(c.s)
	d.text = append(d.text[:c.at], d.text[c.at+n:]...)
}
func (c *remove) do(d *doc) {
	c.old = append([]rune(nil), d.text[c.at:c.at+c.n]...)
	d.text = append(d.text[:c.at], d.text[c.at+c.n:]...)
}
func (c *remove) undo(d *doc) { insert{c.at, string(c.old)}.do(d) }
func (d *doc) run(c command) *doc {
	c.do(d)
	d.past = append(d.past, c)
	d.next = nil
	return d
}
func shift(d *doc, from, to *[]command, f func(command)) bool {
	if len(*from) == 0 {
		return false
	}
	c := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, c)
	f(c)
	return true
}
func (d *doc) undo() bool { return shift(d, &d.past, &d.next, func(c command) { c.undo(d) }) }
func (d *doc) redo() bool { return shift(d, &d.next, &d.past, func(c command) { c.do(d) }) }

func main() {
	d := &doc{}
	d.run(insert{0, "hello"}).run(insert{5, " wörld"}).run(&remove{1, 3, nil})
	fmt.Println(string(d.text), len(d.past))
	for d.undo() {
		fmt.Printf("%q ", string(d.text))
	}
	fmt.Println(d.redo(), d.redo(), string(d.text))
	d.run(insert{0, ">"})
	fmt.Println(d.redo(), string(d.text), len(d.past), len(d.next))
}
