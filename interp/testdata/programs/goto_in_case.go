package main

import "fmt"

func main() {
	n := 0
	switch {
	case n == 0:
		m := 3
	again:
		if m > 0 {
			m--
			n++
			goto again
		}
	}
	fmt.Println(n)
}
