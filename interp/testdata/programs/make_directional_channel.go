package main

import "fmt"

func main() {
	c := make(chan<- int, 1)
	c <- 1
	fmt.Printf("%T %d\n", c, len(c))
}
