package main

import "fmt"

type tagged struct {
	A int    `json:"a" xml:"b"`
	B string "raw tag"
	_ [0]func()
}
type plain struct {
	A int
	B string
	_ [0]func()
}

func main() {
	t := tagged{A: 1, B: "x"}
	p := plain(t)
	p.A++
	fmt.Println(t.A, p.A, p.B)
	q := (*plain)(&t)
	q.B = "changed"
	fmt.Println(t.B)
	anon := struct {
		N int `k:"v"`
	}{5}
	other := struct{ N int }(anon)
	fmt.Println(other.N, anon)
}
