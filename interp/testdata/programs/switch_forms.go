package main

import (
	"fmt"
	"io"
	"strings"
)

func classify(n int) string {
	switch {
	case n < 0:
		return "negative"
	case n == 0:
		return "zero"
	case n%2 == 0:
		return "even"
	}
	return "odd"
}

func eval(s string) int { fmt.Print("[", s, "]"); return len(s) }

func main() {
	fmt.Println(classify(-1), classify(0), classify(4), classify(3))
	switch x := 5; x {
	case 1, 2, 3:
		fmt.Println("small")
	case 4, 5:
		fmt.Println("medium")
		fallthrough
	case 6:
		fmt.Println("fell")
	case 7:
		fmt.Println("no")
	default:
		fmt.Println("default")
	}
	switch eval("abc") {
	case eval("a"):
		fmt.Println("one")
	case eval("xyz"), eval("not evaluated"):
		fmt.Println("three")
	}
	switch f := func(x int) bool { return x > 3 }; {
	case f(1):
		fmt.Println("one")
	case f(9):
		fmt.Println("nine")
	}
	switch {
	}
	switch x := any("s"); x {
	case 1:
		fmt.Println("int")
	case "s":
		fmt.Println("string")
	}
	var err error
	switch err {
	case nil:
		fmt.Println("nil error")
	case io.EOF:
		fmt.Println("eof")
	}
	switch true {
	case false:
	default:
		fmt.Println("def")
		if true {
			break
		}
		fmt.Println("no")
	}
	switch c := 'x'; {
	case 'a' <= c && c <= 'z':
		c := strings.ToUpper(string(c))
		fmt.Println(c)
	}
	for i := range 4 {
		switch i {
		case 1:
			continue
		case 3:
			break
		default:
			fmt.Print(i, " ")
		}
	}
	fmt.Println()
}
