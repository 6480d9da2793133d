package main

import "fmt"

type S struct {
	subs []*S
	m    map[string]*T
}
type T struct {
	s  *S
	ts []T
	ch chan *S
	cs chan<- T
}
type Dup struct {
	a  []Dup
	Xa int
	xa string
	XA bool
	ms *Dups
}
type Dups map[string]Dup

func main() {
	var s *S
	list := append([]*S(nil), nil)
	list = append([]*S{}, nil, s, &S{})
	fmt.Println(len(list), list[0] == nil)
	s = &S{}
	s.subs = append(s.subs, nil, s)
	fmt.Println(s.subs[0] == nil, s.subs[1] == s)
	t := T{s: s, ch: make(chan *S, 3)}
	t.ch <- s
	t.ch <- nil
	t.ch <- &S{m: map[string]*T{"t": &t}}
	fmt.Println(<-t.ch == s, <-t.ch == nil, (<-t.ch).m["t"].s == s)
	c := make(chan T, 1)
	t.cs = c
	t.cs <- T{s: s}
	fmt.Println((<-c).s == s)
	t.ts = append(t.ts, T{}, t)
	fmt.Println(len(t.ts), t.ts[1].s == s)
	s.m = map[string]*T{"x": nil}
	s.m["y"] = nil
	s.m["z"] = &t
	fmt.Println(len(s.m), s.m["x"] == nil, s.m["z"].s == s)
	d := Dup{a: []Dup{{Xa: 1}}, Xa: 2, xa: "x", XA: true}
	d.ms = &Dups{"d": d}
	d.a = append(d.a, Dup{xa: "y"})
	fmt.Println(len(d.a), d.Xa, d.xa, d.XA, d.a[1].xa, d.a[0].Xa, (*d.ms)["d"].Xa)
	fmt.Printf("%+v\n", d.a)
	var err error
	_ = err
	select {
	case t.ch <- s:
		fmt.Println("sent")
	default:
	}
	select {
	case x := <-t.ch:
		fmt.Println(x == s)
	}
}
