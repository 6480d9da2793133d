package main

import "fmt"

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64
}
type float interface{ ~float32 | ~float64 }
type num interface{ integer | float }

func gcd[T integer](a, b T) T {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
func clamp[T num](v, lo, hi T) T { return min(max(v, lo), hi) }
func conv[A, B num](a A) B       { return B(a) }
func wrap[T integer](v T) T      { return v + 1 }
func avg[T num](v ...T) float64 {
	var t T
	for _, x := range v {
		t += x
	}
	return float64(t) / float64(len(v))
}
func abs[T ~int | ~float64](v T) T {
	if v < 0 {
		return -v
	}
	return v
}
func shl[T integer](v T, n int) T { return v << n >> 1 }
func half[T num](v T) T           { return v / 2 }

type deg float64

func main() {
	fmt.Println(gcd(12, 18), gcd(uint8(200), 150), clamp(15, 0, 10), clamp(-1.5, -1, 1), clamp(deg(400), 0, 360))
	fmt.Println(conv[float64, int](3.9), conv[int, uint8](300), conv[int, float32](7), conv[int8, uint16](-1))
	fmt.Println(wrap(int8(127)), wrap(uint16(65535)), avg(1, 2, 4), avg[float32](1, 2))
	fmt.Println(abs(-3), abs(deg(-2.5)), shl(uint8(255), 1), shl(int8(127), 1), half(7), half(7.0), half(int8(-7)))
	fmt.Println(min(3, 1, 2), max("a", "b"), min(2.5, 1), max(deg(1), 2))
}
