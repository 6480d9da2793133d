package main

import "fmt"

func main() {
	var p *[4]int
	for i := range p {
		fmt.Println(i)
	}
	for range p {
		fmt.Println("again")
	}
}
