package main

import (
	"fmt"
	"math"
)

type A [3]int
type P struct {
	a [2]string
	f float64
}

func mk(n int) A              { return A{n, n + 1} }
func two(n int) [3]int        { return [3]int{n, n + 1} }
func strs(s string) [2]string { return [2]string{s, s + s} }
func ps(n float64) [2]P       { return [2]P{{strs("a"), n}, {}} }

func main() {
	a := mk(1)
	c := make(chan [3]int, 2)
	var x any = a
	m := map[string]A{"a": a}
	pa := &a
	sl := []int{1, 2, 0}
	for i := range 3 {
		fmt.Println(mk(i) == mk(i), mk(i) == a, a == mk(i), mk(i) != two(i), two(i) == mk(i+1), mk(i) == A{1, 2})
		fmt.Println(strs("x") == strs("x"), strs("x") != [2]string{"x", "xx"}, ps(1) == ps(float64(i)))
		c <- two(i)
		c <- two(1)
		fmt.Println(<-c == <-c, x.(A) == mk(i), mk(i) == x.(A), m["a"] == mk(i), m["b"] == A{}, A{} == m["b"], *pa == mk(i), mk(i) == *pa)
		fmt.Println([3]int(sl) == mk(1), A(sl) == a, a == A(sl), func() A { return a }() == a, [...]int{1, 2, 0} == a)
		if mk(i) == mk(1) && two(i) == two(1) || mk(i) != mk(i) {
			fmt.Println("if", i)
		}
		b := mk(i) == mk(1)
		fmt.Println(b, [0]int{} == [0]int{})
		for mk(i) == mk(2) {
			fmt.Println("for")
			break
		}
		fmt.Println([2]any{1, mk(i)} == [2]any{1, mk(1)}, [1]float64{math.NaN()} == [1]float64{math.NaN()})
	}
	z := math.Copysign(0, -1)
	fmt.Println(math.Signbit(z-0.0), math.Signbit(z-0), math.Signbit(z+0), 1/(z-0.0))
	n := 5
	var u8 uint8 = 3
	f32 := float32(z)
	fmt.Println(n-0, u8-0, f32-0, math.Signbit(float64(f32-0)), complex(z, z)-0, n-0*2, z-0.0-0.0)
	var ia any = n - 0
	var ib any = z - 0.0
	fmt.Println(ia, ib)
	z -= 0.0
	fmt.Println(math.Signbit(z), 0-n, 0.0-z, math.Signbit(0.0-z))
	const zero = 0
	type D float64
	d := D(z)
	fmt.Println(math.Signbit(float64(d-zero)), d-0)
}
