package main

import "fmt"

func refer[T any](v T) *T { return &v }

func main() {
	a := [][]int{{1}, (*refer([]int{1, 2}))[:1]}
	b := [][]int{append((*refer([]int{1, 2}))[:1], 3)}
	fmt.Println(a, b)
}
