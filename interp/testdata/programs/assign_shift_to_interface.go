package main

import "fmt"

func main() {
	x := 5
	var a any = "s"
	a = x << 2
	fmt.Println(a)
}
