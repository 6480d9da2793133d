package main

import "fmt"

type key [4]byte

func main() { fmt.Printf("%x %X %s\n", key{1, 2, 3, 255}, key{}, key{'a', 'b', 'c', 'd'}) }
