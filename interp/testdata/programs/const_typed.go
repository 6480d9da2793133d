package main

import (
	"fmt"
	"time"
)

type celsius float64
type flags uint8

const (
	boil celsius = 100
	read flags   = 1 << iota
	write
	exec
	all = read | write | exec
)

const timeout = 3 * time.Second

func main() {
	fmt.Println(boil, read, write, exec, all, all&^write, timeout)
	fmt.Printf("%T %T %08b %T\n", boil/3, all, all, timeout)
	var f flags = all
	f &^= write
	f ^= 0xff
	fmt.Println(f, ^f, -f, f<<1, f>>1)
	const x uint8 = 255
	y := x
	y++
	fmt.Println(y, x, ^x, uint8(3)-y)
	const str celsius = 99.5
	fmt.Println(str == 99.5, str < boil)
}
