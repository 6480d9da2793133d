package main

import "fmt"

type point struct{ x, y int }

func main() {
	anon := struct{ x, y int }{1, 2}
	p := point{1, 2}
	fmt.Println(anon == p, p != anon)
}
