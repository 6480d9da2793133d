package main

import "fmt"

type count int8

func main() {
	for i := range 3 {
		fmt.Print(i, " ")
	}
	for range 2 {
		fmt.Print("x ")
	}
	n := 4
	for i := range n {
		n = 1
		i *= 2
		fmt.Print(i, " ")
	}
	var c count = 3
	for i := range c {
		fmt.Printf("%T ", int8(i))
	}
	var k int
	for k = range 5 {
		if k == 3 {
			break
		}
	}
	fmt.Println(k)
	for i := range int64(2) {
		var x int64 = i
		fmt.Println(x)
	}
	const big = 3
	sum := 0
	for i := range big {
		for j := range i {
			sum += i * j
		}
	}
	fmt.Println(sum)
	for i := range -3 {
		fmt.Println("never", i)
	}
}
