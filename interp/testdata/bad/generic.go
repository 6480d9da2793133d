package main

import "fmt"

type number interface{ ~int | ~float64 }

func sum[T number](list ...T) (total T) {
	for _, n := range list {
		total += n
	}
	return total
}

func F() {
	fmt.Println(sum("a", "b"))
	fmt.Println(sum[int, int](1, 2), sum())
}
