package main

import (
	"fmt"
	"math"
)

type whole interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

type number interface{ whole | ~float32 | ~float64 }

type ordered interface{ number | ~string }

type level int8

type label string

type ratio float32

func compares[T ordered](a, b T) []bool {
	same := a == b
	other := a != b
	return []bool{same, other, a < b, a <= b, a > b, a >= b, b < a, b <= a}
}

func branches[T ordered](a, b T) (s string) {
	if a < b {
		s += "<"
	} else {
		s += "!"
	}
	for i := 0; a > b && i < 2; i++ {
		s += ">"
	}
	if a <= b || a == b {
		s += "="
	}
	switch {
	case a >= b:
		s += "g"
	case a != b:
		s += "n"
	}
	return s
}

func computes[T number](a, b T) []any {
	c, d, e, f := a, a, a, a
	c += b
	d -= b
	e *= b
	f /= b
	g, h := a, b
	g++
	h--
	return []any{a + b, a - b, a * b, a / b, a + 3, 3 - a, 2 * b, a / 2, c, d, e, f, g, h}
}

func bits[T whole](a, b T) []any {
	return []any{a % b, a & b, a | b, a ^ b, a % 7, a & 5, 5 | a, a ^ 1}
}

func outer[T number](a, b T) []T {
	sum, n := a, 0
	add := func(x T) func() T {
		n++
		return func() T {
			n++
			sum += x
			sum = sum - 1
			return sum * T(n)
		}
	}
	first, second := add(b), add(a)
	return []T{first(), second(), first(), sum, T(n)}
}

func numbers[T number](a, b T) {
	fmt.Printf("%T %v %v\n", a, computes(a, b), compares(a, b))
	fmt.Println(branches(a, b), branches(b, a), branches(a, a), outer(a, b))
}

func wholes[T whole](a, b T) {
	numbers(a, b)
	fmt.Println(bits(a, b))
}

var total = 1
var scale = 0.5
var name = "n"
var on bool

func globals(n int) {
	for i := range n {
		total += i * total
		total = total - 3
		scale = scale*1.5 + 1
		name = name + "-" + name[:1]
		on = on == (i%3 == 0)
	}
}

func divide[T number](a, b T) (err any) {
	defer func() { err = recover() }()
	return fmt.Sprint(a / b)
}

func main() {
	wholes(7, 3)
	wholes[int8](-128, 3)
	wholes[int16](32767, -2)
	wholes[int32](-5, 4)
	wholes[int64](math.MinInt64, 11)
	wholes[uint](5, 9)
	wholes[uint8](200, 100)
	wholes[uint16](65535, 2)
	wholes[uint32](1<<31, 3)
	wholes[uint64](math.MaxUint64, 5)
	wholes[uintptr](12, 5)
	wholes[level](100, 50)
	numbers(2.5, -0.75)
	numbers[float32](1e10, 3)
	numbers[ratio](0.1, 0.3)
	numbers(math.Inf(1), 1)
	for _, pair := range [][2]string{{"a", "b"}, {"b", "a"}, {"", ""}, {"ab", "abc"}} {
		fmt.Println(compares(pair[0], pair[1]), compares(label(pair[0]), label(pair[1])), branches(pair[0], pair[1]), pair[0]+pair[1])
	}
	nan := math.NaN()
	fmt.Println(compares(nan, nan), compares(nan, 1), branches(nan, 1))
	fmt.Println(compares(0.0, math.Copysign(0, -1)), 1/math.Copysign(0, -1))
	globals(6)
	fmt.Println(total, scale, name, on)
	fmt.Println(divide(1, 0), divide[uint8](1, 0), divide(1.0, 0.0), divide[int8](-128, -1))
	var x any = 3
	y := x
	fmt.Println(x == y, x != y, x == 3, x == int8(3))
}
