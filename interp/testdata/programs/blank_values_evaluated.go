package main

import "fmt"

type T struct{ f, g int }
type A [2]int

var calls int

func f() int          { calls++; return calls }
func arr() A          { calls++; return A{calls} }
func two() (a, b int) { calls++; return }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover(), calls) }()
	f()
}

func main() {
	var p *T
	var pa *A
	var s []int
	var m map[any]int
	var a any = "x"
	var e error
	var fn func() int
	n, z := 5, 0
	c := make(chan int, 5)
	c <- 1
	c <- 2
	c <- 3
	bad := []int{}
	str := "abc"
	try("index", func() { _ = s[n] })
	try("string", func() { _ = str[n] })
	try("array", func() { _ = arr()[n%2] })
	try("array pointer", func() { _ = pa[1] })
	try("slice", func() { _ = s[n:] })
	try("slice of string", func() { _ = str[n:] })
	try("field", func() { _ = p.f })
	try("star", func() { _ = *p })
	try("divide", func() { _ = n / z })
	try("rem", func() { _ = n % z })
	try("map", func() { _ = m[bad] })
	try("map ok", func() { _, _ = m[bad] })
	try("map ok value", func() { v, _ := m[bad]; _ = v })
	try("map ok ok", func() { _, ok := m[bad]; _ = ok })
	try("assert", func() { _ = a.(int) })
	try("assert ok", func() { _, _ = a.(int) })
	try("receive", func() { _ = <-c; _, _ = <-c; fmt.Println(len(c)) })
	try("calls", func() { _ = f(); _ = f() + f(); _, _ = two() })
	try("compare arrays", func() { _ = arr() == arr() })
	try("compare arrays not", func() { _ = arr() != arr() })
	try("compare ints", func() { _ = f() == f() })
	try("compare any", func() { _ = any(bad) == any(bad) })
	try("compare structs", func() { _ = T{f(), 2} == T{f(), 3} })
	try("and", func() { _ = f() > 0 && f() > 0 })
	try("or", func() { _ = f() < 0 || f() > 0 })
	try("not", func() { _ = !(f() > 0) })
	try("minus", func() { _ = -f() })
	try("shift", func() { _ = 1 << (n - 9) })
	try("convert", func() { _ = [2]int(s) })
	try("convert named", func() { _ = A(arr()) })
	try("literal", func() { _ = []int{f(), f()}; _ = T{f(), 1}; _ = map[int]int{f(): f()} })
	try("literal any", func() { _ = map[any]int{any(bad): 1} })
	try("func nil", func() { _ = fn() })
	try("method nil", func() { _ = e.Error() })
	try("method value", func() { _ = e.Error })
	try("closure", func() { _ = func() int { return f() } })
	try("address", func() { _ = &p.f })
	try("len", func() { _ = len(arr()); _ = len([]int{f()}) })
	try("append", func() { _ = fmt.Sprint(append(s, f())) })
	try("several", func() { _, _ = f(), s[n] })
	try("nested", func() { _ = T{s[n], 1}.f })
	try("field of call", func() { _ = (*T)(nil).f })
	try("define", func() { _, x := s[n], 1; _ = x })
	try("var", func() { var _ = s[n] })
	try("var map", func() { var _ = m[bad] })
	try("var compare", func() { var _ = arr() == arr() })
	try("var typed", func() { var _ int = n / z })
	try("var two", func() { var _, _ = m[bad] })
	try("concat", func() { _ = str + str[n:] })
	try("mod map", func() { _ = m[str] + m[bad] })
}
