package main

import "fmt"

type base struct{ id int }

func (b base) Name() string     { return fmt.Sprint("base", b.id) }
func (b *base) SetID(n int)     { b.id = n }
func (b base) Describe() string { return "I am " + b.Name() }

type middle struct {
	base
	tag string
}

func (m middle) Name() string { return "middle:" + m.base.Name() }

type top struct {
	middle
	*extra
	id string
}

type extra struct{ note string }

func (e *extra) Note() string { return "note " + e.note }

type namer interface{ Name() string }

func main() {
	t := top{middle{base{1}, "t"}, &extra{"n"}, "shadow"}
	fmt.Println(t.id, t.middle.id, t.base.id, t.tag, t.note, t.Name(), t.Describe(), t.Note())
	t.SetID(42)
	t.extra.note = "changed"
	fmt.Println(t.base.id, t.Note(), t.middle.base.Name())
	var n namer = t
	t.SetID(43)
	fmt.Println(n.Name(), t.Name())
	n = &t
	t.SetID(44)
	fmt.Println(n.Name())
	f := t.SetID
	f(7)
	g := t.Describe
	t.SetID(8)
	fmt.Println(g(), t.Describe(), top.Name(t), (*top).Note(&t))
	fmt.Printf("%v %+v\n", t.middle, t.middle)
	var e top
	fmt.Println(e.extra == nil, e.middle == middle{})
}
