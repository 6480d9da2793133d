// wrong: not loaded: "the interpreter cannot compile this: … nil pointer dereference"

package main

import "fmt"

type tree []tree

func main() { fmt.Println(tree{tree{}, tree{tree{}}}) }
