package main

import "fmt"

// A struct leads back to itself through structs without a name.
type item struct {
	name string
	at   struct{ prev, next *item }
	in   []struct {
		kids []item
		rank int
	}
}

func main() {
	a, b := &item{name: "a"}, &item{name: "b"}
	a.at.next, b.at.prev = b, a
	b.at = struct{ prev, next *item }{a, b}
	fmt.Println(a.at.next.name, b.at.prev.name, b.at.next == b, a.at.prev == nil)

	a.in = append(a.in, struct {
		kids []item
		rank int
	}{[]item{*b}, 2})
	a.in[0].kids[0].name = "c"
	fmt.Println(a.in[0].kids[0].name, b.name, a.in[0].rank)
}
