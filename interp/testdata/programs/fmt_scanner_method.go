package main

import (
	"fmt"
	"strconv"
	"unicode"
)

type hexNum int

func (h *hexNum) Scan(s fmt.ScanState, verb rune) error {
	tok, err := s.Token(true, func(r rune) bool { return unicode.IsDigit(r) || r >= 'a' && r <= 'f' })
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(string(tok), 16, 64)
	*h = hexNum(n)
	return err
}

func main() {
	var a, b hexNum
	n, err := fmt.Sscan("ff 10", &a, &b)
	fmt.Println(n, err, a, b)
}
