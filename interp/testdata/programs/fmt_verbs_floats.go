package main

import (
	"fmt"
	"math"
)

type temp float64

func main() {
	for _, f := range []float64{3.14159265, -0.5, 1e21, 1e-7, 0, 100000, 123456789.123, math.Inf(1), math.Inf(-1), math.NaN()} {
		fmt.Printf("%v|%f|%.2f|%8.3f|%-10.1f|%e|%.3E|%g|%.3g|%G|%+f|%08.3f|% f|%x|%b\n", f, f, f, f, f, f, f, f, f, f, f, f, f, f, f)
	}
	fmt.Printf("%v %v %v %6.2f %s %d\n", float32(0.1), temp(36.6), []float64{1, 2.5}, temp(1), 1.5, 2.5)
	fmt.Printf("%v %.1f %+v %8.2f %g\n", 1+2i, 1.55-2.25i, complex64(3), 1i, complex(math.NaN(), 1))
	fmt.Printf("%#v %#v %#v %#v\n", 1.0, float32(2), 1e100, temp(3))
	fmt.Printf("%6.f|%.0f|%.0f|%.0f|%5.1f%%\n", 2.5, 0.5, 1.5, 2.5, 99.5)
	fmt.Println(1e6, 1e20, 1e21, 123456.7, float32(1e10), 1.0, []float32{0.1})
	fmt.Printf("%*.*f|%-*d|%[2]*[1]d|%.[2]*[1]f\n", 8, 2, 3.14159, 5, 42)
}
