package main

import "fmt"

func main() {
	m := map[int]string{1: "one"}
	for i := range 3 {
		s, ok := m[i]
		fmt.Println(s, ok)
	}
}
