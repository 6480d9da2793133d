package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

func main() {
	s := "a\xffb\xc3\x28\xe4\xb8"
	for i, r := range s {
		fmt.Printf("%d:%U ", i, r)
	}
	fmt.Println()
	rs := []rune(s)
	fmt.Println(len(s), len(rs), rs, utf8.ValidString(s), utf8.RuneCountInString(s))
	back := string(rs)
	fmt.Println(len(back), back == s)
	fmt.Printf("%q %+q %x % x\n", s, s, s, s)
	fmt.Println(strings.ToValidUTF8(s, "?"), []byte(s))
	fmt.Printf("%q %q %q\n", string(rune(-1)), string(rune(0x110000)), string(rune(0xd800)))
	r, n := utf8.DecodeRuneInString("\xff")
	fmt.Println(r == utf8.RuneError, n)
	fmt.Printf("%q %s\n", []byte{0xff, 'a'}, strconv.Quote("\x00\a\u2028é"))
	const c = "\xe4\xb8\x96"
	fmt.Println(c, len(c), c == "世")
}
