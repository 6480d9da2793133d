package main

import (
	"fmt"
	"time"
)

type st struct{ n int }

func (s st) get() any        { return s.n }
func add(a, b int) any       { return a + b }
func cmp(a, b int) any       { return a < b }
func and(a, b bool) any      { return a && b }
func idx(s []string) any     { return s[1] }
func sub(s string) any       { return s[1:] }
func conv(n int) any         { return float64(n) / 2 }
func lit() any               { return []int{1, 2} }
func addr() any              { return &st{4} }
func fn() any                { return func() int { return 3 } }
func field(s st) any         { return s.n }
func deref(p *st) any        { return *p }
func none() any              { return nil }
func konst() any             { return 1 << 3 }
func char() any              { return 'x' }
func recv(c chan string) any { return <-c }
func call(f func() int) any  { return f() }
func str(n int) fmt.Stringer { return time.Duration(n) * time.Second }
func two() (any, any)        { return "a" + "b", 2.5 * 2 }
func concat(s string) any    { return s + "!" }
func cplx(f float64) any     { return complex(f, 1) }
func length(s []int) any     { return len(s) }

func main() {
	c := make(chan string, 1)
	c <- "msg"
	fmt.Println(st{1}.get(), add(1, 2), cmp(1, 2), and(true, false), idx([]string{"a", "b"}), sub("hello"), conv(3))
	fmt.Println(lit(), addr(), fn().(func() int)(), field(st{5}), deref(&st{6}), none(), konst(), char(), recv(c))
	fmt.Println(call(func() int { return 9 }), str(3), concat("x"), cplx(2), length(nil))
	fmt.Println(two())
	fmt.Printf("%T %T %T\n", cmp(2, 1), conv(1), addr())
}
