package main

import "fmt"

type tree []tree

func main() { fmt.Println(tree{tree{}, tree{tree{}}}) }
