package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	s := []int{1}
	_ = [5]int(s)
}
