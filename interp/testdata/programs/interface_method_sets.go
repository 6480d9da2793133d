package main

import "fmt"

type val struct{ n int }

func (v val) Get() int   { return v.n }
func (v *val) Set(n int) { v.n = n }

type getter interface{ Get() int }
type setter interface{ Set(int) }
type both interface {
	getter
	setter
}
type emb struct{ val }
type embp struct{ *val }

func check(name string, v any) {
	_, g := v.(getter)
	_, s := v.(setter)
	_, b := v.(both)
	fmt.Println(name, g, s, b)
}

func main() {
	v := val{1}
	check("val", v)
	check("*val", &v)
	check("emb", emb{v})
	check("*emb", &emb{v})
	check("embp", embp{&v})
	check("*embp", &embp{&v})
	check("struct", struct{ val }{v})
	check("iface", struct{ getter }{v})
	check("nil", nil)
	check("slice", []val{})
	type derived val
	check("derived", derived{})
	var b both = &v
	b.Set(5)
	fmt.Println(v.n, b.Get(), getter(b).Get())
	e := embp{&v}
	both(e).Set(8)
	fmt.Println(v.n)
}
