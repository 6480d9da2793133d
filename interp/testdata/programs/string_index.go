package main

import (
	"fmt"
	"strings"
)

func main() {
	s := "héllo, 世界"
	fmt.Println(len(s), s[1], s[0:1], s[1:3], s[len(s)-3:], s[:0] == "")
	for i, r := range s {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	for i := range "aé" {
		fmt.Print(i, " ")
	}
	for i := 0; i < 4; i++ {
		fmt.Print(s[i], " ")
	}
	fmt.Println()
	b := s[0]
	b++
	fmt.Printf("%c %T %T %v\n", b, b, s[1], s[2] == '\xa9')
	t := s
	t += "!"
	fmt.Println(s == t, s < t, t[len(t)-1] == '!', "a"+"b" == "ab")
	fmt.Println(strings.Compare("a", "b"), "Z" < "a", "abc" > "abd", "" < "a")
	defer func() { fmt.Println(recover() != nil) }()
	n := 50
	fmt.Println(s[n])
}
