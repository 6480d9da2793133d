package main

import "fmt"

func f(n int) (s int) {
	s += n
	return s
}

func main() {
	for range 3 {
		fmt.Println(f(1))
	}
}
