package main

import "fmt"

type self *self

func main() {
	var s self
	s = &s
	fmt.Println(*s == s)
}
