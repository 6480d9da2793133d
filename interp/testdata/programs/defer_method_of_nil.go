package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	var s fmt.Stringer
	defer s.String()
	fmt.Println("not reached")
}
