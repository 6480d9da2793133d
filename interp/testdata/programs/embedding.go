package main

import (
	"fmt"
	"strings"
	"sync"
)

type animal interface {
	sound() string
}

type walker interface{ walk() string }

type beast interface {
	animal
	walker
	fmt.Stringer
}

type base struct {
	name string
	legs int
}

func (b *base) rename(n string) { b.name = n }
func (b base) walk() string     { return fmt.Sprint(b.name, " walks on ", b.legs) }
func (b base) String() string   { return "<" + b.name + ">" }

type dog struct {
	base
	tricks []string
}

func (d dog) sound() string { return "woof" }

type puppy struct {
	*dog
	age int
}

func (p puppy) sound() string { return strings.ToUpper(p.dog.sound()) }

type safe struct {
	sync.Mutex
	n int
}

func (s *safe) inc() int {
	s.Lock()
	defer s.Unlock()
	s.n++
	return s.n
}

type logger struct{ strings.Builder }

type reader struct{ *strings.Reader }

func describe(b beast) string { return b.String() + " " + b.sound() + " " + b.walk() }

func main() {
	d := dog{base{"rex", 4}, nil}
	d.rename("max")
	fmt.Println(d.name, d.base.legs, d.walk(), d)
	p := puppy{&d, 1}
	p.rename("tiny")
	fmt.Println(d.name, p.name, p.sound(), p.walk())
	fmt.Println(describe(d), describe(p))
	var s safe
	s.inc()
	fmt.Println(s.inc())
	var l logger
	l.WriteString("hello ")
	fmt.Fprintf(&l, "%d", 5)
	fmt.Println(l.String(), l.Len())
	r := reader{strings.NewReader("abc")}
	fmt.Println(r.Len(), r.Size())
	var a animal = p
	if w, ok := a.(walker); ok {
		fmt.Println(w.walk())
	}
	if _, ok := a.(fmt.Stringer); ok {
		fmt.Println("stringer")
	}
	f := d.walk
	d.rename("changed")
	fmt.Println(f(), d.walk())
	g := (*base).rename
	g(&d.base, "viaexpr")
	fmt.Println(d.name)
	fmt.Println(base.walk(d.base), dog.sound(d))
}
