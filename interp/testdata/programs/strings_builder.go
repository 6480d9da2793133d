package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	var b strings.Builder
	for i, w := range strings.Fields("the quick brown fox") {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToUpper(w[:1]) + w[1:])
	}
	fmt.Println(b.String(), b.Len())
	for i, r := range "héllo, 世界" {
		if !unicode.IsLetter(r) || r > 127 {
			fmt.Print(i, ":", string(r), " ")
		}
	}
	fmt.Println()
	s := "世界"
	fmt.Println(len(s), utf8.RuneCountInString(s), []byte(s)[0], []rune(s)[1], string([]rune(s)[1:]))
	fmt.Println(strings.Split("a,b,c", ","), strings.Repeat("ab", 3), strings.Contains("seafood", "foo"))
	fmt.Println(strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return r
	}, "HeLLo"), strings.TrimFunc("--x--", func(r rune) bool { return r == '-' }))
	r := strings.NewReplacer("a", "1", "b", "2")
	fmt.Println(r.Replace("abc"), strings.EqualFold("Go", "GO"))
	before, after, ok := strings.Cut("key=value", "=")
	fmt.Println(before, after, ok)
	var c byte = 'x'
	c++
	fmt.Println(c, string(rune(c)), 'a', "\u00e9", `raw\n`)
	for _, line := range strings.Split("x\ny", "\n") {
		fmt.Printf("%q ", line)
	}
	fmt.Println(utf8.RuneError, unicode.MaxRune)
}
