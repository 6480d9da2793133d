package main

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	for _, r := range "aZ5 é世!\n" {
		fmt.Print(unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsDigit(r), unicode.IsSpace(r), unicode.IsPunct(r), " ")
	}
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.In('é', unicode.Latin, unicode.Greek), string(unicode.ToUpper('é')), string(unicode.ToTitle('a')))
	b := []byte("é世")
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		fmt.Print(string(r), n, " ")
		b = b[n:]
	}
	fmt.Println(utf8.RuneLen('世'), utf8.ValidString("a\xff"), utf8.AppendRune(nil, 'é'), utf8.RuneCount([]byte("héé")), utf8.FullRune([]byte{0xe4}))
	u := utf16.Encode([]rune("a😀"))
	fmt.Println(u, string(utf16.Decode(u)), utf16.IsSurrogate(rune(u[1])))
	r, n := utf8.DecodeLastRuneInString("x世")
	fmt.Println(string(r), n, utf8.RuneError, utf8.UTFMax)
}
