package main

import "fmt"

// The cases of a switch without a tag may be interfaces that hold a bool, or not.

type flag bool

func which(x, y any) string {
	switch {
	case x, y == 2:
		return "x is true, or y is 2"
	case y:
		return "y is true"
	case flag(true) == x:
		return "x is a flag"
	}
	return "none"
}

func called(f func() any) string {
	switch n := 1; {
	case n > 1, f():
		return "yes"
	default:
		return "no"
	}
}

func main() {
	fmt.Println(which(true, 1), which(1, 2), which(false, true), which(flag(true), nil), which("true", "true"))
	fmt.Println(called(func() any { return true }), called(func() any { return 1 }))
	switch i := any(true); {
	case i:
		fmt.Println("true")
	case false:
		fmt.Println("false")
	}
	switch x := any(0.5); x {
	case 0, 1:
		fmt.Println("whole")
	case 0.5:
		fmt.Println("half")
	}
}
