package main

import "fmt"

func main() {
	n := 7
	switch {
	default:
		fmt.Println("none")
	case n > 0:
		fmt.Println("positive")
	case n > 5:
		fmt.Println("more than five")
	}
}
