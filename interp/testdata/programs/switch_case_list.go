package main

import "fmt"

func main() {
	for n := range 4 {
		switch {
		case n == 1, n == 2:
			fmt.Println("one or two")
		default:
			fmt.Println("other")
		}
	}
}
