package main

import (
	"fmt"
	"time"
)

type pt struct {
	X, Y int
	name string
}
type lvl int
type list []pt
type iface interface{ M() }
type withG struct{ n int }

func (w withG) GoString() string { return fmt.Sprintf("withG<%d>", w.n) }

type str string

func (s str) String() string { return "S" }

func main() {
	fmt.Printf("%#v\n%#v\n%#v\n", pt{1, 2, "n"}, &pt{}, lvl(3))
	fmt.Printf("%#v %#v\n", list{{1, 2, ""}}, []lvl{1})
	fmt.Printf("%#v %#v %#v\n", map[string]pt{"a": {}}, map[lvl]bool{1: true}, [2]str{"a"})
	fmt.Printf("%#v %#v %v\n", withG{4}, []withG{{1}}, withG{2})
	fmt.Printf("%#v %#v %#v %#v\n", "s", 'x', 2.5, true)
	fmt.Printf("%#v %#v %#v\n", []byte("a"), []string{"x"}, struct {
		A int
		b string
	}{1, "z"})
	fmt.Printf("%#v %#v %#v\n", []any{1, "a", nil}, any(nil), error(nil))
	fmt.Printf("%#v %#v %#v\n", []int(nil), map[string]int(nil), (*pt)(nil))
	fmt.Printf("%#v %#v %#v\n", time.Second, uint8(3), str("q"))
	fmt.Printf("%#v %#v\n", func() {} == nil, struct{ I any }{pt{}})
	fmt.Printf("%#v %#v\n", 1+2i, uint(7))
}
