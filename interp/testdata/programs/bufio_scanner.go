package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
)

func vowels(data []byte, atEOF bool) (int, []byte, error) {
	for i, b := range data {
		if bytes.IndexByte([]byte("aeiou"), b) >= 0 {
			return i + 1, data[i : i+1], nil
		}
	}
	if atEOF {
		return len(data), nil, nil
	}
	return 0, nil, nil
}

func main() {
	s := bufio.NewScanner(strings.NewReader("line one\r\nline two\n\nlast"))
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err())
	s = bufio.NewScanner(strings.NewReader("a bb  ccc\td"))
	s.Split(bufio.ScanWords)
	n := map[int]int{}
	for s.Scan() {
		n[len(s.Bytes())]++
	}
	fmt.Println(n)
	s = bufio.NewScanner(strings.NewReader("hé"))
	s.Split(bufio.ScanRunes)
	for s.Scan() {
		fmt.Print(s.Text(), "|")
	}
	s = bufio.NewScanner(strings.NewReader("hello audio"))
	s.Split(vowels)
	for s.Scan() {
		fmt.Print(s.Text(), " ")
	}
	fmt.Println()
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	s.Buffer(make([]byte, 10), 20)
	fmt.Println(s.Scan(), s.Err())
	in := bufio.NewScanner(os.Stdin)
	fmt.Println(in.Scan())
}
