package main

import (
	"encoding/json"
	"fmt"
)

type inner struct {
	x  int
	Xx string
	x_ bool
}

type Xinner struct{ n int }

type s struct {
	a    int
	Xa   int
	a_   int
	Xa_  int `json:"under"`
	XA   int
	xA   int
	_    int
	_    string
	X_6  int
	Xxx  []inner
	xx   func() int
	anon struct{ b, Xb int }
	inner
	Xinner
}

func (v s) sum() int { return v.a + 10*v.Xa + 100*v.a_ + 1000*v.Xa_ }

type gen[T any] struct {
	v, Xv T
}

type list struct {
	next  *list
	v     int
	Xv    int
	Xnext *list
}

func main() {
	v := s{a: 1, Xa: 2, a_: 3, Xa_: 4, XA: 5, xA: 6, X_6: 7}
	v.xx = func() int { return v.a }
	v.anon.b, v.anon.Xb = 8, 9
	v.x, v.Xx, v.x_ = 1, "s", true
	v.n = 3
	fmt.Println(v.sum(), v.xx(), v.anon, v.inner, v.Xinner, v.XA, v.xA, v.X_6)
	w := v
	w.xx, v.xx = nil, nil
	fmt.Printf("%+v\n", w)
	out, err := json.Marshal(struct {
		A  int
		Xb int
		b  string
	}{1, 2, "b"})
	fmt.Println(string(out), err)
	var back struct {
		Xa_ int `json:"under"`
		a   int
		Xa  int
	}
	fmt.Println(json.Unmarshal([]byte(`{"under":5,"Xa":6,"a":7}`), &back), back)
	g := gen[string]{"a", "b"}
	g.v, g.Xv = g.Xv, g.v
	fmt.Printf("%v %+v\n", g, gen[int]{Xv: 1})
	l := &list{v: 1, Xv: 2}
	l.next, l.Xnext = l, &list{v: 5}
	fmt.Println(l.next.v, l.next.Xv, l.Xnext.v, l.Xnext.next == nil)
	fmt.Println(inner{1, "a", true} == inner{x: 1, Xx: "a", x_: true}, inner{x: 2} == inner{})
	p := &v.anon.Xb
	*p = 77
	fmt.Println(v.anon)
}
