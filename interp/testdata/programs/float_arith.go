package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	var f32 float32 = 16777216
	fmt.Println(f32+1 == f32, float32(0.1), float64(float32(0.1)), 0.1+0.2)
	a, b := 0.1, 0.2
	fmt.Println(a+b, a+b == 0.3, a*b, a-b)
	nan := math.NaN()
	fmt.Println(nan == nan, nan != nan, nan < 1, nan > 1, math.IsNaN(nan))
	inf := math.Inf(1)
	fmt.Println(inf-inf, inf > math.MaxFloat64, -inf, 1/inf)
	fmt.Println(int64(2.5e9), math.Trunc(-1.5), math.Floor(-1.5), math.Round(-2.5), math.RoundToEven(2.5))
	x := 3.99
	y := -3.99
	fmt.Println(int(x), int(y), uint8(x), int8(y), float32(x))
	var s float32
	for i := 0; i < 10; i++ {
		s += 0.1
	}
	fmt.Println(s, s == 1, math.Sqrt(2), math.Hypot(3, 4), math.Mod(7, -3), math.Pow(2, 0.5))
	fmt.Println(1e100, 1e20, 1e21, 123456789.0, 1e-5, 0.0001, float32(1e10), 100000000.0)
	c := complex(1, 2)
	c *= c
	fmt.Println(c, real(c), imag(c), cmplx.Abs(3+4i), c == complex(-3, 4), complex64(c))
}
