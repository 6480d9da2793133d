// wrong: not loaded: "the interpreter cannot compile this: CFG post-order panic: … nil pointer dereference"

package main

import "fmt"

func count(v ...int) (int, bool) { return len(v), v == nil }

func main() { fmt.Println(count(nil...)) }
