package main

import (
	"fmt"
	"strings"
)

// Loops without end stand in each other, with calls of compiled functions last.

func two(n int) int {
	for {
		for {
			if n++; n > 3 {
				return n
			}
			strings.ToUpper("a")
		}
	}
}

func three(words []string) (upper []string) {
	next := 0
	for {
		for {
			for {
				if next == len(words) {
					return upper
				}
				if words[next] == "" {
					break
				}
				upper = append(upper, strings.ToUpper(words[next]))
				next++
				fmt.Print(".")
			}
			next++
			fmt.Print("!")
		}
	}
}

func never() {
	for {
		for {
			strings.ToUpper("b")
		}
	}
}

func main() {
	fmt.Println(two(0))
	fmt.Println(three([]string{"a", "", "b", "c", "", "", "d"}))
	if two(1) == 0 {
		never()
	}
}
