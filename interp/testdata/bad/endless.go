package main

import "fmt"

func deeper[T any](n int, x T) {
	if n > 0 {
		deeper(n-1, []T{x})
	}
}

func F() {
	deeper(3, 1)
	fmt.Println()
}
