package main

import (
	"fmt"
	"time"
)

type op string

func prio(o op) int {
	switch o {
	case "+", "-":
		return 1
	case "*", "/", "%":
		return 2
	case "^":
		return 3
	}
	return 0
}
func days(m time.Month, leap bool) int {
	switch m {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if leap {
			return 29
		}
		return 28
	default:
		return 31
	}
}
func class(r rune) string {
	switch r {
	case 'a', 'e', 'i', 'o', 'u':
		return "vowel"
	case ' ', '\t', '\n':
		return "space"
	case '0', '1', '2', '3':
		return "digit"
	}
	return "other"
}

func main() {
	for _, o := range []op{"+", "-", "%", "^", "?", "/"} {
		fmt.Print(prio(o), " ")
	}
	fmt.Println()
	for m := time.January; m <= time.December; m++ {
		fmt.Print(days(m, m%2 == 0), " ")
	}
	fmt.Println()
	for _, r := range "hi u2\t!" {
		fmt.Print(class(r), " ")
	}
	fmt.Println()
	for i := range 7 {
		switch i {
		case 1, 3, 5:
			fmt.Print("odd ")
			if i == 3 {
				break
			}
			fmt.Print("end ")
		case 2:
			fallthrough
		case 4:
			fmt.Print("2/4 ")
		default:
			fmt.Print("d ")
		}
	}
	fmt.Println()
}
