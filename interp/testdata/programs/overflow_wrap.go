package main

import (
	"fmt"
	"math"
)

func main() {
	var i8 int8 = 127
	i8++
	var u8 uint8
	u8--
	var i16 int16 = -32768
	i16--
	var u16 uint16 = 65535
	u16 += 2
	var i32 int32 = math.MaxInt32
	i32 += 1
	var u32 uint32 = 1 << 31
	u32 *= 2
	var i64 int64 = math.MaxInt64
	i64++
	var u64 uint64
	u64 -= 1
	fmt.Println(i8, u8, i16, u16, i32, u32, i64, u64)
	a, b := int8(100), int8(100)
	fmt.Println(a+b, a*b, -(a - 28 - 100 - 100), a<<1, uint8(a)+200)
	m := int32(math.MinInt32)
	fmt.Println(-m, m-1, m/-1, m%-1, m*m)
	n := int64(math.MinInt64)
	neg := int64(-1)
	fmt.Println(n/neg, n%neg, -n)
	var h uint32 = 2166136261
	for _, c := range []byte("hash me") {
		h ^= uint32(c)
		h *= 16777619
	}
	fmt.Println(h)
	var arr [3]uint8
	arr[0] -= 1
	s := struct{ n int8 }{127}
	s.n++
	mp := map[string]uint16{"a": 65535}
	mp["a"]++
	fmt.Println(arr, s, mp)
}
