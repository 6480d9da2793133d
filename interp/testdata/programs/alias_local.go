package main

import "fmt"

func main() {
	type number = int
	var x number = 3
	fmt.Println(x)
}
