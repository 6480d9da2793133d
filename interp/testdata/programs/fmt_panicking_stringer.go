package main

import "fmt"

type bad struct{}

func (bad) String() string { panic("zero") }

type badErr struct{}

func (badErr) Error() string { panic("inside") }

func main() {
	fmt.Println(bad{}, badErr{})
}
