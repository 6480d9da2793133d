package main

import "fmt"

type S []S
type M map[string]M
type F func(int) F
type L struct{ sub []L }
type I interface{ Next() I }

func count(n int) F {
	fmt.Print(n, " ")
	return count
}
func main() {
	var s S
	s = append(s, S{}, nil)
	fmt.Println(len(s), s[1] == nil)
	m := M{"a": M{"b": nil}}
	fmt.Println(len(m["a"]), m["a"]["b"] == nil)
	count(1)(2)(3)
	l := L{[]L{{}, {}}}
	fmt.Println(len(l.sub))
}
