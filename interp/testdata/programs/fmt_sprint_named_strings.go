package main

import "fmt"

type s string

func main() { fmt.Println(fmt.Sprint(s("a"), 1), fmt.Sprint(s("a"), s("b"))) }
