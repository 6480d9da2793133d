package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	var err error
	fmt.Println(err.Error())
}
