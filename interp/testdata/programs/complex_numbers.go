package main

import (
	"fmt"
	"math/cmplx"
)

type c64 complex64

func (c c64) abs2() float32 { return real(c)*real(c) + imag(c)*imag(c) }
func roots(a, b, c float64) (complex128, complex128) {
	d := cmplx.Sqrt(complex(b*b-4*a*c, 0))
	return (-complex(b, 0) + d) / complex(2*a, 0), (-complex(b, 0) - d) / complex(2*a, 0)
}
func mandel(c complex128) (n int) {
	for z := 0i; real(z)*real(z)+imag(z)*imag(z) < 4 && n < 30; n++ {
		z = z*z + c
	}
	return
}

func main() {
	z := 3 + 4i
	fmt.Println(z, real(z), imag(z), cmplx.Abs(z), z*z, z/2, -z, z == complex(3, 4), cmplx.Conj(z))
	fmt.Println(roots(1, 2, 5))
	fmt.Println(c64(1+2i).abs2(), complex64(z), []complex128{1, 2i})
	for y := 1.0; y >= -1; y -= 0.5 {
		for x := -2.0; x <= 0.5; x += 0.25 {
			fmt.Print(string(" .:-=+*#%@"[mandel(complex(x, y))/4+1]))
		}
		fmt.Println()
	}
	m := map[complex128]string{1i: "i"}
	fmt.Printf("%v %.1f %T %T\n", m[complex(0, 1)], z, z, c64(0))
	const k = 2i * 2i
	var f float64 = k
	fmt.Println(f, k == -4)
}
