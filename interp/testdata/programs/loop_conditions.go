package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	for i := 0; i < len(s); i++ {
		if s[i]%2 == 0 {
			s = append(s[:i], s[i+1:]...)
			i--
		}
	}
	fmt.Println(s)
	for i, n := 0, len(s); i < n; i++ {
		s = append(s, s[i]*10)
	}
	fmt.Println(s)
	for x := 1; x != 0 && x < 100; x *= 3 {
		if x == 27 {
			x++
		}
		fmt.Print(x, " ")
	}
	for ok := true; ok; ok = len(s) > 2 {
		s = s[1:]
	}
	fmt.Println(s)
	var i, j int
	for i, j = 0, 10; i < j; i, j = i+2, j-1 {
	}
	fmt.Println(i, j)
	n := 0
	for i := 10; i > 0; i -= 3 {
		for j := i; j > 0; j-- {
			if j == 2 {
				break
			}
			n++
		}
	}
	fmt.Println(n)
	for f := 0.0; f < 1; f += 0.25 {
		fmt.Print(f, " ")
	}
	for c := 'a'; c <= 'e'; c++ {
		fmt.Print(string(c))
	}
	for b := byte(253); b > 3; b++ {
		fmt.Print(" ", b)
	}
	fmt.Println()
}
