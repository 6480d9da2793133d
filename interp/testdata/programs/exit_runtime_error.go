package main

import "fmt"

func main() {
	fmt.Println("start")
	defer func() { fmt.Println("last words") }()
	s := []int{1, 2, 3}
	i := len(s)
	s[i]++
	fmt.Println("never")
}
