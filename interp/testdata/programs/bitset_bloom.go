package main

import (
	"fmt"
	"hash/fnv"
	"math/bits"
	"strings"
)

type bitset []uint64

func newBits(n int) bitset       { return make(bitset, (n+63)/64) }
func (b bitset) set(i uint)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) clear(i uint)    { b[i/64] &^= 1 << (i % 64) }
func (b bitset) has(i uint) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}
func (b bitset) union(o bitset) bitset {
	out := append(bitset(nil), b...)
	for i, w := range o {
		out[i] |= w
	}
	return out
}

type bloom struct {
	bitset
	k uint32
}

func (b bloom) spots(s string) []uint {
	h := fnv.New32a()
	h.Write([]byte(s))
	x := h.Sum32()
	out := make([]uint, b.k)
	for i := range b.k {
		out[i] = uint((x + i*0x9e3779b9) % uint32(len(b.bitset)*64))
	}
	return out
}
func (b bloom) add(s string) {
	for _, i := range b.spots(s) {
		b.set(i)
	}
}
func (b bloom) maybe(s string) bool {
	for _, i := range b.spots(s) {
		if !b.has(i) {
			return false
		}
	}
	return true
}

func main() {
	a, b := newBits(130), newBits(130)
	a.set(3)
	a.set(129)
	b.set(64)
	b.set(3)
	u := a.union(b)
	a.clear(3)
	fmt.Println(a.count(), u.count(), u.has(64), a.has(64), len(a), a.has(3))
	f := bloom{newBits(256), 3}
	for _, w := range strings.Fields("go script page view") {
		f.add(w)
	}
	fmt.Println(f.maybe("go"), f.maybe("page"), f.count() <= 12)
}
