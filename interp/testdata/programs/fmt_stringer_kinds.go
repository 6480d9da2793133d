package main

import "fmt"

type (
	I  int
	S  string
	F  float64
	L  []int
	M  map[string]int
	T  struct{ a, b int }
	P  struct{ n int }
	Fn func()
	B  bool
)

func (v I) String() string  { return fmt.Sprintf("I(%d)", int(v)) }
func (v S) String() string  { return "S(" + string(v) + ")" }
func (v F) String() string  { return fmt.Sprintf("F(%.1f)", float64(v)) }
func (v L) String() string  { return fmt.Sprint("L", len(v)) }
func (v M) String() string  { return fmt.Sprint("M", len(v)) }
func (v T) String() string  { return fmt.Sprint("T", v.a+v.b) }
func (v *P) String() string { return fmt.Sprint("P", v.n) }
func (v Fn) String() string { return "Fn" }
func (v B) String() string  { return "B" }

func main() {
	p := P{4}
	vals := []any{I(1), S("x"), F(2), L{1, 2}, M{"a": 1}, T{1, 2}, &p, Fn(nil), B(true)}
	for _, v := range vals {
		fmt.Printf("%v %s %q %+v %8v %T|", v, v, v, v, v, v)
		fmt.Println(v)
	}
	fmt.Println(p, []I{1, 2}, []P{{1}}, []*P{}, map[S]F{"k": 1}, [2]T{}, []L{{1}}, [1]B{true})
	fmt.Printf("%d %x %v\n", I(10), S("hi"), struct {
		X I
		y I
		Z *T
		L
	}{1, 2, nil, L{1}})
	fmt.Printf("%s %v %v\n", []I{1}, map[string]I{"a": 1}, map[I]string{2: "b"})
	fmt.Println(vals[0], vals[5], fmt.Sprint(I(3), I(4)), vals)
	fmt.Printf("%d %d %v %t\n", T{1, 2}, L{5}, &T{1, 1}, B(false))
}
