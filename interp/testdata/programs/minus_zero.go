package main

import (
	"fmt"
	"math"
)

type D float64
type F float32
type S struct {
	f float64
	g F
	c complex128
}

var g = math.Copysign(0, -1)
var gd = D(g)
var ga any = g - 0.0

func f() float64 { return g }

func bit[T ~float64 | ~float32](x T) bool { return math.Signbit(float64(x - 0)) }

func main() {
	z := g
	s := S{g, F(g), complex(g, g)}
	p := &z
	l := []float64{g}
	arr := [1]F{F(g)}
	m := map[string]float64{"a": g}
	fmt.Println(math.Signbit(g-0.0), math.Signbit(s.f-0), math.Signbit(l[0]-0), math.Signbit(m["a"]-0.0), math.Signbit(f()-0), math.Signbit(*p-0))
	fmt.Println(math.Signbit(float64(gd-0)), math.Signbit(float64(s.g-0)), math.Signbit(float64(arr[0]-0)), bit(gd), bit(F(g)), ga, 1/ga.(float64))
	func() {
		z := z - 0
		fmt.Println(math.Signbit(z), math.Signbit(g*1-0), math.Signbit((z-0)-0), math.Signbit(-(z - 0)))
	}()
	c := s.c - 0
	fmt.Println(math.Signbit(real(c)), math.Signbit(imag(c)), math.Signbit(real(s.c-0)), c)
	var x any = z - 0.0
	fmt.Println(1/x.(float64), []float64{z - 0}, map[bool]float64{math.Signbit(z - 0): z - 0})
	x = s.g - 0
	fmt.Println(x)
	if z-0 == 0 && math.Signbit(z-0) || false {
		fmt.Println("minus")
	}
	switch w := z - 0; {
	case math.Signbit(w):
		fmt.Println("minus")
	}
	r := func() (a, b float64) { return z - 0, g - 0 }
	fmt.Println(r())
	z -= 0
	l[0] -= 0
	s.f -= 0
	fmt.Println(math.Signbit(z), math.Signbit(l[0]), math.Signbit(s.f))
	ch := make(chan float64, 1)
	ch <- g - 0
	fmt.Println(<-ch - 0)
	n, u := 5, uint8(3)
	fmt.Println(n-0, u-0, -n-0, n-0-n, u-0-3)
}
