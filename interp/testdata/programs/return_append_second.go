package main

import "fmt"

func f(list []string) (int16, []string) { return 3 / 2, append(list[:1:1], "x") }

func main() { fmt.Println(f([]string{"a", "b"})) }
