package main

import (
	"fmt"
	"strings"
)

func main() {
	total := 0
	add := func(n int) (old int) {
		old = total
		total += n
		return
	}
	for i := range 3 {
		fmt.Print(add(i), " ")
	}
	fmt.Println(total)
	split := func(s string) (head, tail string, ok bool) {
		i := strings.IndexByte(s, ':')
		if i < 0 {
			return s, "", false
		}
		return s[:i], s[i+1:], true
	}
	for _, s := range []string{"a:b", "c", "d:"} {
		h, t, ok := split(s)
		fmt.Printf("%q %q %v\n", h, t, ok)
	}
	seen := map[string]bool{}
	first := func(s string) bool {
		if seen[s] {
			return false
		}
		seen[s] = true
		return true
	}
	for _, s := range strings.Split("a b a c b", " ") {
		fmt.Print(first(s), " ")
	}
	fmt.Println()
	fib := func() func() int {
		a, b := 0, 1
		return func() int { a, b = b, a+b; return a }
	}
	f, g := fib(), fib()
	for range 5 {
		fmt.Print(f(), " ")
	}
	fmt.Println(g())
}
