package main

import "fmt"

type inner struct{ vals [2]int }
type outer struct {
	in  inner
	ptr *inner
	sl  []inner
}

func byVal(o outer) outer {
	o.in.vals[0] = 100
	o.ptr.vals[0] = 200
	o.sl[0].vals[0] = 300
	o.sl = append(o.sl, inner{})
	return o
}
func (o outer) change() { o.in.vals[1] = -1; o.ptr.vals[1] = -2 }

func main() {
	o := outer{ptr: &inner{}, sl: []inner{{}}}
	p := byVal(o)
	fmt.Println(o.in, *o.ptr, o.sl, p.in, len(p.sl))
	o.change()
	fmt.Println(o.in, *o.ptr)
	list := []outer{o, p}
	for _, x := range list {
		x.in.vals[0] = 9
	}
	fmt.Println(list[0].in, list[1].in)
	q := &list[0]
	cp := *q
	cp.in.vals[0] = 55
	fmt.Println(q.in.vals[0], cp.in.vals[0])
	*q = p
	fmt.Println(list[0].in.vals[0])
	f := func(i inner) { i.vals[0] = 1 }
	f(o.in)
	arr := [2]outer{o, p}
	brr := arr
	brr[0].in.vals[1] = 42
	fmt.Println(arr[0].in.vals[1], o.in.vals[0])
	ch := make(chan inner, 1)
	ch <- o.in
	o.in.vals[0] = 7
	fmt.Println(<-ch, o.in)
	m := map[string]inner{"a": o.in}
	o.in.vals[0] = 8
	fmt.Println(m)
	x, y := o.in, o.in
	x.vals[0], y.vals[1] = 1, 2
	fmt.Println(x, y, o.in)
	func(v ...inner) { v[0].vals[0] = 99 }(x)
	fmt.Println(x)
	var i any = x
	x.vals[0] = 1000
	fmt.Println(i)
	r := struct{ inner }{x}
	r.vals[0]++
	fmt.Println(r, x)
}
