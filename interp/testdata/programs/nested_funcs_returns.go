package main

import (
	"fmt"
	"strings"
)

func early(n int) string {
	if n < 0 {
		return "neg"
	} else if n == 0 {
		return "zero"
	}
	for i := 2; i*i <= n; i++ {
		if n%i == 0 {
			return fmt.Sprint("divisible by ", i)
		}
	}
	switch {
	case n > 100:
		return "big prime"
	default:
		return "prime"
	}
}
func search(grid []string, c byte) (r, col int, ok bool) {
	for r = range grid {
		if col = strings.IndexByte(grid[r], c); col >= 0 {
			return r, col, true
		}
	}
	return
}
func endless() int {
	n := 0
	for {
		if n++; n > 5 {
			return n
		}
	}
}
func nested() (out string) {
	f := func() string {
		for range 3 {
			func() { out += "x" }()
			if len(out) == 2 {
				return "inner return"
			}
		}
		return "end"
	}
	out += f()
	return
}
func selectReturn(c chan int) int {
	select {
	case v := <-c:
		return v
	default:
		return -1
	}
}
func tswitch(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case string:
		return len(v)
	}
	panic("unknown")
}

func main() {
	for _, n := range []int{-1, 0, 7, 9, 25, 101} {
		fmt.Print(early(n), "; ")
	}
	fmt.Println()
	fmt.Println(search([]string{"abc", "def"}, 'e'))
	fmt.Println(search([]string{"abc", "def"}, 'z'))
	c := make(chan int, 1)
	fmt.Println(endless(), nested(), selectReturn(c))
	c <- 4
	fmt.Println(selectReturn(c), tswitch(3), tswitch("abc"))
}
