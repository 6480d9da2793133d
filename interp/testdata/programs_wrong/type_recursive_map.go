// wrong: not loaded: "the interpreter cannot compile this: … nil pointer dereference"

package main

import "fmt"

type dict map[string]dict

func main() { fmt.Println(dict{"a": {"b": nil}}) }
