package main

import "fmt"

type writer struct {
	bits        uint32
	nBits, used uint
}

func (w *writer) put(c uint32, width uint) {
	w.bits |= c << (32 - width - w.nBits)
	w.nBits += width
	w.used = uint(w.bits >> (w.nBits + width))
	w.bits <<= (w.used & 3) + 1
}

func main() {
	w := &writer{}
	w.put(5, 3)
	w.put(2, 4)
	var u8 uint8 = 3
	x := int64(1) << (u8 * 2)
	x = x >> (u8 - 1 + u8%2)
	fmt.Println(*w, x, uint16(1)<<(w.nBits-w.nBits/2))
}
