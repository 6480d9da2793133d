package main

import "fmt"

const step = 4

type count uint8

func pos(face, level uint) (n uint64) {
	for k := 3; k >= 0; k-- {
		n |= uint64(face>>2) << (uint(k) * 2 * step)
		n += uint64(k) << (level + 1 + uint(k) - level)
	}
	n <<= level*2 - level + 1
	n >>= level - 1 - level + 2
	return n >> (face - 1 - face + 2)
}

func main() {
	u, c := uint(3), count(2)
	x, y := int64(5), int8(1)
	fmt.Println(pos(77, 2), x<<(u*2*step-20), y<<(c+1+c), x>>(u-2-1), 1<<(c*c*c), 7<<(u^u|u&2))
	var n uint64 = uint64(x) << (u*2 + 4 + u)
	var s uint16
	s = uint16(x) << (u - 2 + u)
	fmt.Println(n, s, []uint64{1 << (u + 2 + u)}, fmt.Sprint(uint8(3)<<(u-1-1)))
}
