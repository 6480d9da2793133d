package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type logw struct {
	name string
	log  *[]string
}

func (l logw) Write(p []byte) (int, error) {
	*l.log = append(*l.log, l.name+":"+string(p))
	return len(p), nil
}

type closer struct {
	io.Reader
	closed bool
}

func (c *closer) Close() error { c.closed = true; return errors.New("closed once") }

func main() {
	var log1 []string
	var buf bytes.Buffer
	w := io.MultiWriter(logw{"a", &log1}, &buf, logw{"b", &log1})
	fmt.Fprint(w, "hi")
	fmt.Println(log1, buf.String())
	t := io.TeeReader(io.MultiReader(strings.NewReader("one "), &buf, strings.NewReader(" two")), logw{"tee", &log1})
	b, err := io.ReadAll(t)
	fmt.Println(string(b), err, len(log1))
	pr, pw := io.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintf(pw, "msg%d\n", i)
		}
		pw.CloseWithError(errors.New("pipe broke"))
	}()
	s := bufio.NewScanner(pr)
	for s.Scan() {
		fmt.Print(s.Text(), " ")
	}
	fmt.Println(s.Err())
	c := &closer{Reader: strings.NewReader("x")}
	var rc io.ReadCloser = c
	io.ReadAll(rc)
	fmt.Println(rc.Close(), c.closed)
	nc := io.NopCloser(strings.NewReader("y"))
	fmt.Println(nc.Close())
	sec := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	b, _ = io.ReadAll(sec)
	fmt.Println(string(b), sec.Size())
	n, _ := io.WriteString(io.Discard, "abc")
	fmt.Println(n)
}
