package main

import "fmt"

type t struct{ s []int }

func main() {
	defer func() { fmt.Println(recover()) }()
	var p, q any = t{}, t{}
	fmt.Println(p == q)
}
