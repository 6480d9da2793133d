package main

import "fmt"

type padded struct {
	a int
	_ int
	b int
	_ string
}

func main() { fmt.Println(padded{a: 1} == padded{a: 1}, padded{b: 2}) }
