// wrong: prints "a 1": Sprint puts spaces around strings of a type of the script

package main

import "fmt"

type s string

func main() { fmt.Println(fmt.Sprint(s("a"), 1), fmt.Sprint(s("a"), s("b"))) }
