package main

import (
	"errors"
	"fmt"
	"strings"
)

func divmod(a, b int) (q, r int) {
	q = a / b
	r = a % b
	return
}
func three() (int, string, error) { return 1, "two", nil }
func take(i int, s string, e error) string {
	return fmt.Sprint(i, s, e)
}
func named() (x int, err error) {
	x = 5
	if x > 3 {
		x := 100
		_ = x
		return x, errors.New("inner")
	}
	return
}
func deferred() (n int) {
	defer func() { n *= 2 }()
	return 21
}
func recovered() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	panic("oops")
}
func swap(a, b string) (string, string) { return b, a }

func main() {
	q, r := divmod(17, 5)
	fmt.Println(q, r)
	fmt.Println(take(three()))
	fmt.Println(three())
	fmt.Println(named())
	fmt.Println(deferred(), recovered())
	a, b := swap("x", "y")
	a, b = swap(a, b)
	a, b = b, a
	fmt.Println(a, b)
	_, s, _ := three()
	fmt.Println(s)
	fmt.Println(strings.Repeat(swap1("ab", 2)))
	var x, y = divmod(9, 4)
	x, z := y, x
	fmt.Println(x, y, z)
}

func swap1(s string, n int) (string, int) { return s, n }
