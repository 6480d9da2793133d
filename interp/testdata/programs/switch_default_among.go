package main

import "fmt"

func f(n int) {
	switch n {
	case 1:
		fmt.Print("one ")
		fallthrough
	default:
		fmt.Print("default ")
	case 2:
		fmt.Print("two ")
		fallthrough
	case 3:
		fmt.Print("three ")
	}
	fmt.Println(n)
}

func g(n int) {
	switch {
	default:
		fmt.Print("default ")
	case n == 1:
		fmt.Print("one ")
		fallthrough
	case n == 2:
		fmt.Print("two ")
	}
	fmt.Println(n)
}

func h(x any) {
	switch x {
	case 1:
		fmt.Print("one ")
		fallthrough
	default:
		fmt.Print("default ")
	case "2", nil:
		fmt.Print("two ")
		fallthrough
	case 3.0:
		fmt.Print("three ")
	}
	fmt.Println(x)
}

func k(n int) (s string) {
outer:
	switch m := n * 2; {
	default:
		for range 3 {
			if n == 0 {
				break outer
			}
			s += "d"
		}
		fallthrough
	case m == 2:
		s += "2"
		fallthrough
	case m == 4:
		if n == 2 {
			break
		}
		s += fmt.Sprint(m)
	case m > 6 && n > 100:
		s += "never"
	}
	return s
}

func main() {
	fmt.Println(k(0), k(1), k(2), k(3), k(4))
	for i := range 5 {
		f(i)
		g(i)
		h(i)
	}
	h("2")
	h(3.0)
	h(nil)
}
