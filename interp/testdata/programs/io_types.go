package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type counter struct {
	lines int
	w     io.Writer
}

func (c *counter) Write(p []byte) (int, error) {
	c.lines += bytes.Count(p, []byte("\n"))
	if c.w != nil {
		return c.w.Write(p)
	}
	return len(p), nil
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBroken }

var errBroken = errors.New("broken")

type closer struct{ io.Reader }

func (closer) Close() error { fmt.Println("closed"); return nil }

func readAll(r io.ReadCloser) string {
	defer r.Close()
	b, err := io.ReadAll(r)
	return fmt.Sprint(string(b), err)
}

func main() {
	b, err := io.ReadAll(upper{strings.NewReader("hello")})
	fmt.Println(string(b), err)
	c := &counter{w: os.Stdout}
	fmt.Fprintf(c, "one\ntwo\n")
	io.WriteString(c, "three\n")
	fmt.Println(c.lines)
	_, err = io.ReadAll(failing{})
	fmt.Println(err == errBroken, errors.Is(err, errBroken), err)
	fmt.Println(readAll(closer{strings.NewReader("x")}))
	sc := bufio.NewScanner(upper{strings.NewReader("a b\nc\n")})
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	var buf bytes.Buffer
	w := bufio.NewWriter(&counter{w: &buf})
	fmt.Fprint(w, "buffered")
	w.Flush()
	fmt.Println(buf.String())
	n, err := io.Copy(c, io.LimitReader(strings.NewReader("abcdef\n"), 3))
	fmt.Println(n, err)
	mr := io.MultiReader(strings.NewReader("1"), upper{strings.NewReader("x")})
	all, _ := io.ReadAll(mr)
	fmt.Println(string(all))
	var rd io.Reader = upper{strings.NewReader("z")}
	if u, ok := rd.(upper); ok {
		fmt.Println("upper", u.r != nil)
	}
	switch r := rd.(type) {
	case *strings.Reader:
		fmt.Println("reader", r.Len())
	case upper:
		fmt.Println("is upper")
	}
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "piped")
		pw.Close()
	}()
	got, _ := io.ReadAll(pr)
	fmt.Println(string(got))
}
