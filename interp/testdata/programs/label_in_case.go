package main

import "fmt"

func main() {
	x := 2
	switch x {
	case 2, 3:
	L:
		for i := range 3 {
			for j := range 3 {
				if j == 1 {
					continue L
				}
				fmt.Println(i, j)
			}
		}
	}
}
