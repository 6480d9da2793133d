package main

import "fmt"

func count(v ...int) (int, bool) { return len(v), v == nil }

func main() { fmt.Println(count(nil...)) }
