package main

import "fmt"

func t(x, y interface{}) interface{} {
	return x.(float64) > y.(float64)
}
func u(x, y int) any { return x > y }
func w(x, y int) any {
	var r any = x == y
	r = x < y
	return r
}
func main() {
	fmt.Println(w(1, 2), u(1, 2))
	v := t(1.0, 2.0)
	fmt.Println(v)
}
