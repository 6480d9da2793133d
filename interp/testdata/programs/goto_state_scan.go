package main

import (
	"fmt"
	"strings"
)

func scan(s string) (tokens []string, err error) {
	i := 0
start:
	if i >= len(s) {
		goto done
	}
	switch c := s[i]; {
	case c == ' ':
		i++
		goto start
	case c >= '0' && c <= '9':
		j := i
	digits:
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
			goto digits
		}
		tokens = append(tokens, s[i:j])
		i = j
		goto start
	case strings.ContainsRune("+-*/", rune(c)):
		tokens = append(tokens, s[i:i+1])
		i++
		goto start
	}
	err = fmt.Errorf("bad %q at %d", s[i], i)
done:
	return tokens, err
}

func main() {
	fmt.Println(scan("12 + 345*6"))
	n := 0
outer:
	for i := range 5 {
		for j := range 5 {
			if j > i {
				continue outer
			}
			if i+j > 6 {
				break outer
			}
			n++
		}
	}
	fmt.Println(n)
}
