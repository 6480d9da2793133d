package main

import "fmt"

func numbers(yield func(int) bool) { yield(1) }

func F() {
	for n := range numbers {
		fmt.Println(n)
	}
	for i := 0; func() bool { return i < 3 }(); i++ {
		fmt.Println(i)
	}
}
