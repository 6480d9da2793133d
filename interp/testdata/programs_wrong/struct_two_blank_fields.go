// wrong: not loaded: "the interpreter cannot compile this: CFG post-order panic: reflect.StructOf: duplicate field X_"

package main

import "fmt"

type padded struct {
	a int
	_ int
	b int
	_ string
}

func main() { fmt.Println(padded{a: 1} == padded{a: 1}, padded{b: 2}) }
