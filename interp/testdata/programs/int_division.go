package main

import (
	"fmt"
	"math"
)

func main() {
	for _, p := range [][2]int{{7, 2}, {-7, 2}, {7, -2}, {-7, -2}, {0, 5}, {1, 9}} {
		a, b := p[0], p[1]
		fmt.Print(a/b, " ", a%b, " ", a/b*b+a%b == a, "; ")
	}
	fmt.Println()
	var u uint8 = 250
	fmt.Println(u/7, u%7, int8(u)/7, int8(u)%7, int16(u)/7)
	fmt.Println(7.0/2, float32(1)/3, 1.0/3.0)
	zero := 0.0
	fmt.Println(1/zero, -1/zero, zero/zero, 1/(-zero), math.Copysign(0, -1))
	x := 17
	x /= 5
	x %= 2
	fmt.Println(x)
	for _, f := range []func(){
		func() { z := 0; fmt.Println(5 / z) },
		func() { z := uint8(0); fmt.Println(5 % z) },
		func() { var z int64; z /= z },
	} {
		func() {
			defer func() {
				err := recover().(error)
				fmt.Println(err)
			}()
			f()
		}()
	}
}
