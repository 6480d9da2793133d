package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
)

var x = "global"

func f(x int) int {
	if x := x * 2; x > 5 {
		x := "inner"
		_ = x
		return len(x)
	} else if y := x + 1; y > 2 {
		return y
	}
	return x
}

type T struct{ x int }

func (x T) get() int { return x.x }

func main() {
	fmt.Println(x, f(1), f(2), f(9))
	x := 5
	{
		x := x + 1
		x++
		fmt.Println(x)
		{
			x := "deep"
			fmt.Println(x)
		}
	}
	fmt.Println(x)
	for x := 0; x < 2; x++ {
		x := x * 10
		fmt.Print(x, " ")
	}
	func() { x = 100 }()
	fmt.Println(x)
	len := func(s string) int { return -1 }
	fmt.Println(len("abc"))
	true := false
	fmt.Println(true, !true)
	type int string
	var s int = "not a number"
	fmt.Println(s)
	string := "var"
	fmt.Println(string)
	nil := 0
	fmt.Println(nil)
	print := fmt.Sprint
	fmt.Println(print("p", 1))
	err := errors.New("a")
	if _, err := strconv.Atoi("z"); err != (error)(err) {
		fmt.Println("never")
	}
	a, err := 1, error(io.EOF)
	fmt.Println(a, err, T{3}.get())
	switch x := any(x).(type) {
	default:
		fmt.Println(x)
	}
	append := func(a ...any) any { return fmt.Sprint(a...) }
	fmt.Println(append(1, 2))
}
