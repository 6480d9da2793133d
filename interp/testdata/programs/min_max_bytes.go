package main

import "fmt"

func main() {
	var r, s rune = 'a', 'b'
	var b, c byte = 1, 2
	fmt.Println(min(r, s), max(b, c))
}
