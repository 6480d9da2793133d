package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}
func caesar(s string, n int) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z':
			c = 'a' + byte((int(c-'a')+n+26)%26)
		case 'A' <= c && c <= 'Z':
			c = 'A' + byte((int(c-'A')+n+26)%26)
		}
		out = append(out, c)
	}
	return string(out)
}
func palindrome(s string) bool {
	var clean []rune
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) {
			clean = append(clean, r)
		}
	}
	for i := range len(clean) / 2 {
		if clean[i] != clean[len(clean)-1-i] {
			return false
		}
	}
	return true
}
func rle(s string) (out string) {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		out += strconv.Itoa(j-i) + s[i:i+1]
		i = j
	}
	return
}
func freq(s string) map[rune]int {
	m := make(map[rune]int)
	for _, r := range s {
		m[r]++
	}
	return m
}

func main() {
	fmt.Println(reverse("héllo 世界"), caesar("Hello, Zebra", 3), caesar(caesar("abc", 5), -5))
	fmt.Println(palindrome("A man, a plan, a canal: Panama"), palindrome("abc"), rle("aaabccd"), freq("héhé"))
	var last rune
	for i, r := range "aab" {
		if r == last {
			fmt.Print("dup at ", i, " ")
		}
		last = r
	}
	s := "abc"
	for i := range s {
		s += string(s[i])
	}
	fmt.Println(s, s[len(s)/2:], strings.Repeat("=", len(s)), string(s[0])+string(rune(s[1]+1)))
	b := []byte("xyz")
	for i, c := range b {
		b[len(b)-1-i] = c - 32
	}
	fmt.Println(string(b))
}
