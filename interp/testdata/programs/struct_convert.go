package main

import (
	"encoding/json"
	"fmt"
)

type a struct {
	X int `json:"x"`
	Y string
}
type b struct {
	X int
	Y string
}
type c b

func (c) Hello() string { return "hello" }

type meters float64
type feet float64

func (m meters) feet() feet { return feet(m * 3.28) }

func main() {
	v := a{1, "y"}
	w := b(v)
	x := c(w)
	w.X = 2
	fmt.Println(v, w, x, x.Hello(), b(x) == b{1, "y"})
	p := (*b)(&v)
	p.X = 77
	fmt.Println(v.X, p.Y)
	fmt.Printf("%T %T %T %T\n", v, w, x, p)
	anon := struct {
		X int
		Y string
	}{9, "anon"}
	v = a(anon)
	w = anon
	fmt.Println(v, w, meters(10).feet(), meters(feet(3)))
	js, _ := json.Marshal(v)
	js2, _ := json.Marshal(w)
	fmt.Println(string(js), string(js2))
	f := func(x int) int { return x * 2 }
	type op func(int) int
	var o op = f
	fmt.Println(o(4), op(f)(5))
	type ints []int
	var s []int = ints{1, 2}
	fmt.Println(s, ints(s), len(ints(s)))
}
