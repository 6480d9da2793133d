package main

import "fmt"

type A = int
type S = []string
type point struct{ x int }
type P = *point
type F = func(A) A
type B = point

func (b point) get() A   { return b.x }
func (p *point) set(v A) { p.x = v }
func take(i int) A       { return i + 1 }

type byteAlias = byte
type anyAlias = any

func main() {
	var a A = 3
	var i int = a
	fmt.Println(take(a), i, S{"a"}, len(S(nil)))
	b := B{1}
	b.set(4)
	var p P = &b
	fmt.Println(b.get(), p.get(), point{9}.get(), point{1} == B{1})
	var f F = take
	fmt.Println(f(10))
	fmt.Printf("%T %T %T %T\n", a, b, p, f)
	var x anyAlias = byteAlias('a')
	_, ok := x.(uint8)
	switch x.(type) {
	case byte:
		fmt.Println("byte", ok)
	}
	var r rune = 'x'
	_, ok = any(r).(int32)
	fmt.Println(ok)
}
