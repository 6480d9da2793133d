package main

import (
	"fmt"
	"strings"
)

type handler func(string) string

func (h handler) serve(s string) string { return "served " + h(s) }

type server interface{ serve(string) string }

type button struct {
	label   string
	onClick func(b *button) error
	hooks   []func()
}

type middleware func(handler) handler

func chain(h handler, ms ...middleware) handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func main() {
	b := &button{label: "x", onClick: func(b *button) error {
		b.label += "!"
		if len(b.label) > 2 {
			return fmt.Errorf("too long: %s", b.label)
		}
		return nil
	}}
	fmt.Println(b.onClick(b), b.onClick(b))
	n := 0
	b.hooks = append(b.hooks, func() { n++ }, func() { n *= 10 })
	for _, h := range b.hooks {
		h()
	}
	fmt.Println(n, len(b.hooks))
	var s server = handler(strings.ToUpper)
	fmt.Println(s.serve("abc"))
	wrap := func(tag string) middleware {
		return func(next handler) handler {
			return func(s string) string { return "<" + tag + ">" + next(s) + "</" + tag + ">" }
		}
	}
	fmt.Println(chain(handler(strings.ToLower), wrap("a"), wrap("b"))("HI"))
	var nilf func()
	fmt.Println(nilf == nil, b.onClick != nil)
	defer func() { fmt.Println(recover()) }()
	nilf()
}
