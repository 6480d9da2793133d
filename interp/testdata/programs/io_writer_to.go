package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type src struct{}

func (src) Read(p []byte) (int, error) { return 0, errors.New("read instead") }
func (src) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, "written\n")
	return int64(n), err
}

type dst struct{}

func (dst) Write(p []byte) (int, error) { return 0, errors.New("wrote instead") }
func (dst) ReadFrom(r io.Reader) (int64, error) {
	b, err := io.ReadAll(r)
	fmt.Println("read", len(b))
	return int64(len(b)), err
}

func main() {
	fmt.Println(io.Copy(os.Stdout, src{}))
	fmt.Println(io.Copy(dst{}, strings.NewReader("abc")))
}
