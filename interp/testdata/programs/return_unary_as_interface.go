package main

import "fmt"

func neg(x float64) any { return -x }
func not(x bool) any    { return !x }

func main() {
	fmt.Println(neg(1.5))
	fmt.Println(not(true))
}
