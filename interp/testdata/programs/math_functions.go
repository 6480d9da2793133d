package main

import (
	"fmt"
	"math"
)

func main() {
	fmt.Println(math.Abs(-2), math.Ceil(1.2), math.Floor(-1.2), math.Trunc(2.7), math.Max(1, 2), math.Min(math.NaN(), 1), math.Cbrt(27), math.Exp(1), math.Log(math.E), math.Log2(8), math.Log10(1000))
	fmt.Printf("%.6f %.6f %.6f %.6f\n", math.Sin(1), math.Cos(1), math.Atan2(1, -1), math.Tanh(0.5))
	fr, ex := math.Frexp(10)
	ip, fp := math.Modf(-3.25)
	fmt.Println(fr, ex, ip, fp, math.Ldexp(0.5, 4), math.Signbit(-0.0), math.Float64bits(1.5), math.Float32frombits(0x40490fdb))
	fmt.Println(math.MaxInt8, math.MinInt64, uint64(math.MaxUint64), math.MaxFloat32, math.SmallestNonzeroFloat64, math.Pi)
	fmt.Println(math.IsInf(math.Inf(-1), -1), math.Remainder(5, 3), math.Gamma(5), math.Nextafter(1, 2), math.FMA(2, 3, 4))
	var f32 float32 = math.Pi
	fmt.Println(f32, float64(f32), math.Sqrt(-1), math.Pow(0, -1), math.Mod(-7, 3))
}
