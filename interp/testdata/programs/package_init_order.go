package main

import "fmt"

var (
	a = b + c
	b = f("b", 10)
	c = g()
	d = f("d", a)
)

var m = map[string]int{"a": f("in map", a)}
var fn = func() int { return late * 2 }
var viaFn = fn()
var late = f("late", 21)

type cfg struct{ n int }

var conf = cfg{n: f("cfg", limit)}
var ptr = &conf
var table = [...]int{limit, f("arr", 2)}

const limit = 99

func f(s string, n int) int { fmt.Println("init", s, n); return n }
func g() int                { return f("g", b*2) }

var x, y = pair()

func pair() (int, int) { return f("pair", 1), z + 1 }

var z = f("z", 41)

func init() {
	fmt.Println("first init", a, viaFn)
	conf.n++
}

func init() {
	fmt.Println("second init", ptr.n, table)
	initialised = append(initialised, "two")
}

var initialised = []string{"var"}

func main() {
	fmt.Println(a, b, c, d, m, viaFn, late, x, y, z, initialised)
}

func init() { initialised = append(initialised, "three") }
