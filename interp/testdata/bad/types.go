package main

import (
	"fmt"
	"os"
	"strings"
)

type shape interface{ area() float64 }

type square struct{ side float64 }

func half(n int) (int, error) {
	unused := 1
	return "half"
}

func F() {
	var s shape = square{1}
	n := half(2)
	n = strings.ToUpper(3)
	fmt.Println(s, undefined, fmt.Nothing)
	for i := range 3 {
		break outside
	}
	é, x := "äöü", square{}.sid
}
