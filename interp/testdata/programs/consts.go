package main

import (
	"fmt"
	"math"
	"time"
)

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
)

const (
	kb = 1 << (10 * (iota + 1))
	mb
	gb
)

type flags uint8

const (
	a flags = 1 << iota
	b
	c
)

const (
	name         = "go"
	length       = len(name)
	pi2          = math.Pi * 2
	big          = 1 << 40
	typed   int8 = -5
	timeout      = 3 * time.Second
	r            = 'x'
	ok           = length == 2 && name != ""
)

func main() {
	fmt.Println(sunday, monday, thursday, kb, mb, gb)
	f := a | c
	fmt.Println(f, f&b != 0, f&^a, a|b|c)
	fmt.Println(name, length, pi2, big, typed, timeout, r, string(r), ok)
	const local = 10
	var x float64 = local
	fmt.Println(x/4, local/4, 7/2, -7/2, 7%3, -7%3, 7.0/2)
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = 127
	i8++
	fmt.Println(u8, i8, ^0, 1<<3|1, 6&3, 6^3, 6&^3)
	fmt.Println(math.MaxInt64, math.MaxUint32, uint64(math.MaxUint64), math.Inf(1), math.Sqrt2)
	var d time.Duration = 1500
	fmt.Println(d*time.Millisecond, time.Duration(2.5*float64(time.Second)))
	fmt.Printf("%d %x %o %b %e %8.3f|%+d|%05d|%t|%c|%U|%p\n", 42, 255, 8, 5, 12345.678, math.Pi, 5, 42, true, 'G', 'G', nil)
	var shift uint = 3
	fmt.Println(1<<shift, int64(1)<<40>>shift, uint8(1)<<7)
}
