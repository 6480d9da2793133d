package main

import "fmt"

type shape interface{ area() float64 }
type sq struct{ s float64 }

func (s *sq) area() float64 {
	if s == nil {
		return -1
	}
	return s.s * s.s
}

type myErr struct{}

func (*myErr) Error() string { return "my error" }

func mayFail(fail bool) error {
	var e *myErr
	if fail {
		e = &myErr{}
	}
	return e
}
func clean() error { return nil }

func main() {
	var s shape
	fmt.Println(s == nil)
	var p *sq
	s = p
	fmt.Println(s == nil, s != nil, s.area(), p == nil)
	fmt.Println(mayFail(false) == nil, mayFail(true), clean() == nil)
	fmt.Printf("%v %T %T\n", s == (*sq)(nil), s, clean())
	var i any = s
	_, ok := i.(shape)
	q, ok2 := i.(*sq)
	fmt.Println(ok, ok2, q == nil, i == nil)
	i = nil
	_, ok = i.(shape)
	_, ok2 = i.(any)
	fmt.Println(ok, ok2)
	var m map[string]int
	i = m
	fmt.Println(i == nil, i.(map[string]int) == nil)
	defer func() { fmt.Println(recover()) }()
	s = nil
	s.area()
}
