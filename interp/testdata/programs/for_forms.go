package main

import (
	"fmt"
	"time"
)

func next(p *int) int { *p++; return *p }

func main() {
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	n := 0
	for n < 3 {
		n++
	}
	for {
		n++
		if n > 6 {
			break
		}
	}
	fmt.Println(n)
	k := 0
	for next(&k) < 4 {
		if k == 2 {
			continue
		}
		fmt.Print(k, " ")
	}
	fmt.Println()
	for s := "a"; len(s) < 4; s += "b" {
		fmt.Print(s, " ")
	}
	for p := &struct{ n int }{3}; p.n > 0; p.n-- {
		fmt.Print(p.n, " ")
	}
	fmt.Println()
	var fs []func() int
	for i := 0; i < 6; i++ {
		if i%2 == 0 {
			i++
		}
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("d", i, " ") }()
		j := i * 10
		fmt.Print(j, " ")
	}
	var i int
	for i = 0; i < 5; i++ {
	}
	fmt.Println(i)
	for x := 1.0; x < 10; x *= 2.5 {
		fmt.Print(x, " ")
	}
	for t := time.Duration(0); t < 3*time.Second; t += time.Second {
		fmt.Print(t, " ")
	}
	fmt.Println()
}
