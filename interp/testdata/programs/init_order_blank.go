package main

import "fmt"

var _ = side("single")
var _, second = side("pair"), 2

func side(s string) int { fmt.Println("side", s); return 1 }

func main() { fmt.Println(second) }
