// wrong: "return a < b" as an interface panics with a nil pointer dereference

package main

import "fmt"

func less(a, b int) any { return a < b }

func main() { fmt.Println(less(1, 2)) }
