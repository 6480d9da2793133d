package main

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
)

type counter struct {
	io.Writer
	n int
}

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return c.Writer.Write(p) }

func main() {
	text := strings.Repeat("compress me please. ", 100)
	var buf bytes.Buffer
	c := &counter{Writer: &buf}
	z := gzip.NewWriter(c)
	z.Name = "file.txt"
	fmt.Fprint(z, text)
	fmt.Println(z.Close(), c.n < 200, c.n == buf.Len())
	r, err := gzip.NewReader(&buf)
	out, err2 := io.ReadAll(r)
	fmt.Println(err, err2, string(out) == text, r.Name)
	_, err = gzip.NewReader(strings.NewReader("not gzip data"))
	fmt.Println(err, errors.Is(err, gzip.ErrHeader))
	var zb bytes.Buffer
	zw := zlib.NewWriter(&zb)
	zw.Write([]byte("zlib"))
	zw.Close()
	zr, _ := zlib.NewReader(&zb)
	out, _ = io.ReadAll(zr)
	fmt.Println(string(out))
	var fb bytes.Buffer
	fw, _ := flate.NewWriter(&fb, flate.BestCompression)
	io.WriteString(fw, text)
	fw.Close()
	out, err = io.ReadAll(flate.NewReader(&fb))
	fmt.Println(len(out), err)
}
