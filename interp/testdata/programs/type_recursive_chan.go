package main

import "fmt"

type chain chan chain

func main() {
	c := make(chain, 1)
	c <- c
	fmt.Println(<-c == c)
}
