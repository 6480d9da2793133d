package main

import (
	"fmt"
	"math"
)

type F float64
type S struct{ f float64 }

func neg(x float64) float64 { return -x }

func main() {
	var z float64
	var f32 float32
	var n F
	s := S{}
	a := []float64{0}
	m := map[string]float64{"a": 0}
	p := &z
	var i any = -z
	g := func() float64 { return -z }
	fmt.Println(1/-z, 1/-f32, 1/-n, 1/-s.f, 1/-a[0], 1/-m["a"], 1/-*p, i, 1/g(), 1/neg(0), math.Signbit(-math.NaN()), math.Signbit(-z))
	c := -z + 1
	z = -z
	fmt.Println(c, math.Signbit(z), -(-z), fmt.Sprint(-z), -complex(z, 0))
	w := 0.0
	for range 2 {
		w = -w
		fmt.Print(math.Signbit(w), " ")
	}
	fmt.Println(-neg(3)*2, []float64{-z, -w}, map[string]F{"x": -n}, S{-s.f})
}
