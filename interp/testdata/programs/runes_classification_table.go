package main

import (
	"fmt"
	"unicode"
)

type class struct {
	name string
	test func(rune) bool
}

var classes = []class{
	{"letter", unicode.IsLetter},
	{"digit", unicode.IsDigit},
	{"space", unicode.IsSpace},
	{"punct", unicode.IsPunct},
	{"other", func(rune) bool { return true }},
}

func classify(r rune) string {
	for _, c := range classes {
		if c.test(r) {
			return c.name
		}
	}
	return ""
}

func main() {
	counts := map[string]int{}
	for _, r := range "Héllo, wörld 42! €\n" {
		counts[classify(r)]++
	}
	fmt.Println(counts)
	var words []string
	start := -1
	text := "one two3  fou-r"
	for i, r := range text + " " {
		isWord := classify(r) == "letter"
		if isWord && start < 0 {
			start = i
		} else if !isWord && start >= 0 {
			words = append(words, text[start:i])
			start = -1
		}
	}
	fmt.Printf("%q\n", words)
}
