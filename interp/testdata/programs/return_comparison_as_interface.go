package main

import "fmt"

func less(a, b int) any { return a < b }

func main() { fmt.Println(less(1, 2)) }
