package main

import "fmt"

func helper() any { return recover() }

func main() {
	defer func() { fmt.Println("main", recover()) }()
	defer func() { fmt.Println("helper", helper()) }()
	panic("x")
}
