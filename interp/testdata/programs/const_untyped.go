package main

import (
	"fmt"
	"math"
	"time"
)

const big = 1 << 100
const half = 1 / 2
const fhalf = 1 / 2.0
const third = 1.0 / 3
const mask = ^0

func main() {
	fmt.Println(big>>98, half, fhalf, third, mask)
	var f float64 = big
	fmt.Println(f, f == big, math.MaxInt64, uint64(math.MaxUint64))
	var b byte = 'a' + 1
	var r = 'a' + 1
	fmt.Printf("%v %T %v %T\n", b, b, r, r)
	var i8 int8 = -1 << 7
	fmt.Println(i8, len("héllo"), len([4]int{}), 7/2*2.0, 7/2.0)
	const c = 'x' - 'a' + 1.0
	fmt.Printf("%T %v\n", c, c)
	var d time.Duration = 2 * 1e9
	fmt.Println(d, 5.0/2, 5%3, -5%3, -5/3)
	const s = "ab" + "cd"
	fmt.Println(s[1], len(s), s > "abc")
	fmt.Println(real(2+3i), imag(2+3i), (1+2i)*(3-1i))
	var i any = 1 << 3
	var g any = 2.0
	var h any = 'x'
	var k any = 1i
	fmt.Printf("%T %T %T %T\n", i, g, h, k)
}
