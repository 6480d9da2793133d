// wrong: ends with a nil pointer dereference instead of 0 1 2 3

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
