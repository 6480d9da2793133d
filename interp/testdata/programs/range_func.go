// refused: range over a function is not available to scripts

package main

import "fmt"

func count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	for i := range count(5) {
		if i == 3 {
			break
		}
		fmt.Println(i)
	}
}
