package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

type slow struct{ s string }

func (r *slow) Read(p []byte) (int, error) {
	if r.s == "" {
		return 0, io.EOF
	}
	n := copy(p, r.s[:1])
	r.s = r.s[1:]
	return n, nil
}

type count struct {
	calls, n int
}

func (c *count) Write(p []byte) (int, error) { c.calls++; c.n += len(p); return len(p), nil }

func main() {
	r := bufio.NewReader(&slow{"first line\nsecond é\nrest"})
	l, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", l, err)
	p, _ := r.Peek(3)
	fmt.Println(string(p), r.Buffered() >= 3)
	b, _ := r.ReadByte()
	r.UnreadByte()
	ru, n, _ := r.ReadRune()
	fmt.Println(b, ru, n)
	line, pre, _ := r.ReadLine()
	fmt.Println(string(line), pre)
	l, err = r.ReadString('\n')
	fmt.Println(l, err)
	c := &count{}
	w := bufio.NewWriterSize(c, 16)
	for range 10 {
		fmt.Fprint(w, "12345")
	}
	fmt.Println(c.calls, c.n, w.Buffered(), w.Available())
	w.Flush()
	fmt.Println(c.n)
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(os.Stdout))
	s, _ := rw.ReadString(0)
	rw.WriteString(s + "\n")
	rw.Flush()
}
