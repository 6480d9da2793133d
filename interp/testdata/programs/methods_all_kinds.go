package main

import "fmt"

type (
	Int    int
	Str    string
	Flt    float64
	Bool   bool
	Slice  []int
	Map    map[string]int
	Fn     func(int) int
	Ch     chan int
	Arr    [2]int
	Cplx   complex128
	Runes  []rune
	Struct struct{ n int }
	Ptr    struct{ p *int }
)

func (i Int) M() string     { return fmt.Sprint("int ", int(i)+1) }
func (s Str) M() string     { return "str " + string(s) }
func (f Flt) M() string     { return fmt.Sprint("flt ", float64(f)/2) }
func (b Bool) M() string    { return fmt.Sprint("bool ", !b) }
func (s Slice) M() string   { return fmt.Sprint("slice ", len(s)) }
func (m Map) M() string     { return fmt.Sprint("map ", m["a"]) }
func (f Fn) M() string      { return fmt.Sprint("fn ", f(3)) }
func (c Ch) M() string      { return fmt.Sprint("ch ", cap(c)) }
func (a *Arr) M() string    { a[0]++; return fmt.Sprint("arr ", a[0]) }
func (c Cplx) M() string    { return fmt.Sprint("cplx ", real(c)) }
func (r Runes) M() string   { return "runes " + string(r) }
func (s *Struct) M() string { s.n++; return fmt.Sprint("struct ", s.n) }
func (p Ptr) M() string     { *p.p += 5; return fmt.Sprint("ptr ", *p.p) }

type mer interface{ M() string }

func main() {
	n := 1
	a := Arr{1, 2}
	list := []mer{Int(1), Str("s"), Flt(3), Bool(true), Slice{1, 2}, Map{"a": 9}, Fn(func(x int) int { return x * x }), make(Ch, 4), &a, Cplx(2 + 3i), Runes("é"), &Struct{5}, Ptr{&n}}
	for _, m := range list {
		fmt.Printf("%s %T; ", m.M(), m)
	}
	fmt.Println(n, a)
	fmt.Println(Int(4).M(), Slice(nil).M(), Map(nil).M(), a.M())
}
