package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"fmt"
	"io"
	"strings"
)

type counting struct {
	w io.Writer
	n int64
}

func (c *counting) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

type lineNum struct {
	r    *bufio.Reader
	n    int
	rest []byte
}

func (l *lineNum) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		s, err := l.r.ReadString('\n')
		if s == "" && err != nil {
			return 0, err
		}
		l.n++
		l.rest = fmt.Appendf(nil, "%2d %s", l.n, s)
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

func main() {
	src := &lineNum{r: bufio.NewReader(strings.NewReader("alpha\nbeta\ngamma"))}
	h := sha1.New()
	var out bytes.Buffer
	c := &counting{w: io.MultiWriter(&out, h)}
	n, err := io.Copy(c, src)
	fmt.Println(n, err, c.n, src.n)
	fmt.Println(out.String())
	fmt.Printf("%x\n", h.Sum(nil)[:6])
	var z bytes.Buffer
	gz := gzip.NewWriter(&z)
	fmt.Fprint(io.MultiWriter(gz, c), "tail")
	gz.Close()
	r, err := gzip.NewReader(&z)
	b, err2 := io.ReadAll(io.TeeReader(r, c))
	fmt.Println(string(b), err, err2, c.n)
}
