package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	x, y := uint8(0b1100_1010), uint8(0x0F)
	fmt.Printf("%08b %08b %08b %08b %08b\n", x&y, x|y, x^y, x&^y, ^x)
	fmt.Println(0o17, 0b11, 0x_ff, 1_000_000, 'a', '\n', '\x41', '\u00e9', 0x1p4)
	s := -5
	fmt.Println(s&3, s|3, s^3, ^s, s&^3, s>>1, uint(s)>>60)
	fmt.Println(bits.OnesCount8(x), bits.LeadingZeros8(y), bits.TrailingZeros(8), bits.Len(255), bits.Reverse8(1), bits.RotateLeft8(x, 3))
	hi, lo := bits.Mul64(1<<63, 6)
	fmt.Println(hi, lo)
	sum, carry := bits.Add64(math.MaxUint64, 1, 0)
	fmt.Println(sum, carry)
	set := uint64(0)
	for _, n := range []int{1, 5, 63, 5} {
		set |= 1 << n
	}
	for i := 0; i < 64; i++ {
		if set&(1<<i) != 0 {
			fmt.Print(i, " ")
		}
	}
	fmt.Println(set)
	fmt.Println(1+2*3<<1|1&^2 == 13, 6&3 == 2 && 1|2 == 3, -2*-3, - -4, !(1 < 2))
}
