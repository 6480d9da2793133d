package main

import (
	"fmt"
	"strings"
	"unicode"
)

func rows(list []string) (n int) {
next:
	for unicode.IsUpper('A') {
		n++
		if n > len(list) {
			break
		}
		for strings.HasPrefix(list[n-1], "a") {
			continue next
		}
		fmt.Println("row", n, list[n-1])
	}
	return n
}

func words(s string) (n int) {
outer:
	for strings.Contains(s, " ") {
		_, s, _ = strings.Cut(s, " ")
		for strings.HasPrefix(s, "x") {
			if n++; n%2 == 0 {
				continue outer
			}
			for unicode.IsLetter(rune(s[0])) {
				s = s[1:]
				if s == "" {
					break outer
				}
				continue outer
			}
		}
	}
	return n
}

func main() {
	fmt.Println(rows([]string{"a", "b", "ab", "c"}), words("a xb xc b xx d x"))
}
