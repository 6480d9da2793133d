package main

import "fmt"

func main() {
	x := 5
	var a any
	a = x + 1
	fmt.Println(a)
	a = x > 3
	fmt.Println(a)
}
