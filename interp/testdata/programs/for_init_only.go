package main

import (
	"fmt"
	"strings"
)

func apostrophes(s string) (n int) {
	for rest := s; ; {
		var ok bool
		if _, rest, ok = strings.Cut(rest, "'"); !ok {
			return n
		}
		n++
	}
}

func main() {
	fmt.Println(apostrophes("a'b'c"))
	var later []func() int
outer:
	for i, j := 0, 10; ; {
		i++
		later = append(later, func() int { return i * j })
		for k := 0; ; {
			if k++; k > 1 {
				continue outer
			}
			if i > 3 {
				break outer
			}
		}
	}
	for _, f := range later {
		fmt.Println(f())
	}
}
