package main

import "fmt"

type _ struct{ unused int }

const _ = 5

var _ = side("var")
var second = 2
var _ fmt.Stringer = (*thing)(nil)

type thing struct {
	_ int
	n int
}

func (*thing) String() string             { return "thing" }
func (_ thing) blank(_ int, _ string) int { return 1 }

func side(s string) int                { fmt.Println("side", s); return 1 }
func _()                               { panic("never") }
func two() (_ int, _ error)            { return 3, nil }
func params(_, b int, _ ...string) int { return b }

func main() {
	_ = side("main")
	_, x := 1, 2
	_, _ = side("a"), side("b")
	fmt.Println(x, second, params(1, 2, "z"), thing{n: 1}.blank(1, ""))
	for _ = range 2 {
		fmt.Print(".")
	}
	for _, _ = range []int{1} {
		fmt.Print("!")
	}
	n, _ := two()
	fmt.Println(n, thing{n: 4}, thing{n: 4} == thing{n: 4})
	var i any = 5
	_, ok := i.(string)
	fmt.Println(ok)
	m := map[string]int{"a": 1}
	_, ok = m["a"]
	_ = m["b"]
	fmt.Println(ok)
	func(_ int) {}(1)
	ch := make(chan int, 1)
	ch <- 1
	_ = <-ch
	_, ok = <-func() chan int { close(ch); return ch }()
	fmt.Println(ok)
}
