package main

import "fmt"

func main() {
	var one int = 1
	var n uint = 70
	fmt.Println(one<<n, one<<63>>63, -1>>n, -8>>1, uint8(100)<<1, int8(-128)>>7)
	var u uint8 = 1
	for i := 0; i < 10; i += 3 {
		fmt.Print(u<<i, " ", int8(u)<<i, " ")
	}
	fmt.Println()
	var s uint = 33
	var w int64 = 1 << s
	var x = uint32(1) << s
	var f float64 = float64(uint64(1) << s)
	fmt.Println(w, x, f)
	var i = 3
	i <<= 2
	i >>= 1
	i |= 1
	i &= 5
	i &^= 4
	i ^= 0xf
	fmt.Println(i)
}
