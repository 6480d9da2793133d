package main

import (
	"fmt"
	"io"
	"strings"
)

type T struct{ n int }

func h(a any) any { return a }
func main() {
	var v, w any = 1, T{2}
	v, w = w, v
	fmt.Println(v, w)
	c := h(3)
	c, v = v, c
	fmt.Println(c, v)
	d := any(4)
	d, c, v = c, v, d
	fmt.Println(d, c, v)
	var r, q io.Reader = strings.NewReader("a"), nil
	r, q = q, r
	fmt.Printf("%T %T\n", r, q)
	e := io.Reader(nil)
	r, e = e, q
	fmt.Printf("%T %T %T\n", r, q, e)
	x := []any{1, "a"}
	x[0], x[1] = x[1], x[0]
	fmt.Println(x)
	if v, w = w, v; v != nil {
		fmt.Println(v, w)
	}
	if a, b := d, v; a != b {
		a, b = b, a
		fmt.Println(a, b)
	}
	for a, b := any(1), any(2); a != nil; a, b = b, nil {
		fmt.Println(a, b)
	}
	for i, v := 0, c; i < 2; i, v = i+1, d {
		fmt.Println(i, v)
	}
	var err error
	err, v = nil, err
	fmt.Println(err, v)
}
