// wrong: after a = x + 1, a = x > 3 panics: "value of type bool cannot be converted to type int"

package main

import "fmt"

func main() {
	x := 5
	var a any
	a = x + 1
	fmt.Println(a)
	a = x > 3
	fmt.Println(a)
}
