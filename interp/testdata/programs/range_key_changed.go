package main

import "fmt"

func main() {
	g := 5
	for i, v := range [4]int{10, 20, 30, 40} {
		i, g = g, i
		fmt.Println(i, v)
	}
	for i, v := range []int{10, 20, 30, 40} {
		i++
		fmt.Println(i, v)
	}
	for i, v := range [4]int{10, 20, 30, 40} {
		i++
		fmt.Println(i, v)
	}
}
