package main

import "fmt"

type color int

func (c color) String() string { return [...]string{"red", "green"}[c] }

type inner struct{ C color }
type outer struct{ inner }

func main() { fmt.Printf("%v %+v\n", outer{inner{1}}, outer{inner{1}}) }
