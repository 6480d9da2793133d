package main

import "fmt"

// Whole numbers, letters and fractions stand for numbers of every kind.

type celsius float64

type signal complex128

type point struct {
	x, y float64
	z    complex128
	w    complex64
	t    celsius
}

func floats(x float64, y float32) (float64, float32) {
	if x == 0 {
		return 1, 'a'
	}
	return x, y
}

func complexes(x complex128, y complex64) (complex128, complex64) {
	if x == 0 || y != 1 {
		return 2, 'b'
	}
	return x, y
}

func sum(list ...complex128) (s complex128) {
	for _, x := range list {
		s += x
	}
	return s
}

func name(x float64) string {
	switch x {
	case 0:
		return "zero"
	case 1, 'a':
		return "one or a"
	case 1.5:
		return "one and a half"
	}
	return "other"
}

func phase(x complex128) string {
	switch x {
	case 0:
		return "zero"
	case 1i:
		return "i"
	case 'a':
		return "a"
	}
	return "other"
}

func main() {
	fmt.Println(floats(0, 1))
	fmt.Println(floats(2, 3))
	fmt.Println(complexes(0, 1))
	fmt.Println(complexes(1, 1))
	fmt.Println(sum(), sum(1), sum(1, 2.5, 'a', 3i))

	for _, x := range []float64{0, 0.5, 1, 1.25, 1.5, 97, 97.5, -0.5} {
		fmt.Print(name(x), " ")
	}
	for _, x := range []complex128{0, 0.5, 1i, 97, 1} {
		fmt.Print(phase(x), " ")
	}
	fmt.Println()

	var f, g float64 = 1, 'c'
	var c, d complex128 = 2, 'd'
	var t celsius = 20
	var s signal = 3
	fmt.Println(f, g, c, d, t, s)
	f, c, t, s = 4, 5, 6, 7
	f += 1
	c *= 2
	c++
	s -= 'a'
	fmt.Println(f, c, t, s, f == 5, c != 11, 1/f, 2*c, t+1, s/2)

	p := point{1, 2, 3, 4, 5}
	q := &point{x: 0, z: 1 << 62, w: 'a'}
	p.z, q.w = 8, 9
	fmt.Println(p, *q)

	byNumber := map[complex128]float64{1: 2, 1i: 3, 'a': 4}
	byNumber[0] = 5
	fmt.Println(byNumber[1], byNumber[1i], byNumber['a'], byNumber[0], byNumber[2])

	ch := make(chan complex64, 2)
	ch <- 1
	ch <- 'a'
	fmt.Println(<-ch, <-ch)

	grid := [2][2]complex128{{1, 2}, {3}}
	list := append([]complex64{1}, 2, 'a')
	fmt.Println(grid, list, max(f, 7), min(t, 1))

	var x any = 1.0
	var y any = complex(1, 0)
	fmt.Println(x == 1, x == 1.0, y == 1, y == complex128(1), x == celsius(1), any(celsius(1)) == celsius(1))
	func(a float64, b complex128) { fmt.Println(a, b) }(1, 2)
	defer func(b complex128) { fmt.Println("deferred", b) }(6)
}
