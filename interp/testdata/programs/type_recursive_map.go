package main

import "fmt"

type dict map[string]dict

func main() { fmt.Println(dict{"a": {"b": nil}}) }
