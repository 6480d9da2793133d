package main

import (
	"fmt"
	"time"
)

type id int32

func main() {
	n := 300
	fmt.Println(uint8(n), int8(n), int16(n*1000), uint32(-n), int64(int8(-1)), int(int8(n-45)))
	big := int64(1) << 40
	fmt.Println(int32(big+7), float32(big), id(big+5), uint16(big>>30))
	var u uint64 = 1<<63 + 5
	fmt.Println(int64(u), float64(u), int8(u), int(uint32(u)))
	f := 1e3
	fmt.Println(int(f), uint16(f), id(f), rune(f), byte(int(f)))
	var r rune = 'é'
	fmt.Println(byte(r), string(r), int(r), uint8(r>>4))
	i := id(7)
	fmt.Printf("%T %v %T %v\n", i, i, int(i), float64(i)/2)
	var p uintptr = 5
	fmt.Println(p+1, int(p))
	d := time.Duration(n) * time.Millisecond
	fmt.Println(d, int(d/time.Millisecond), d.Seconds() == float64(n)/1000)
}
