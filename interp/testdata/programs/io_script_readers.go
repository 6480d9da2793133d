package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type rot13 struct{ r io.Reader }

func (x rot13) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	for i, b := range p[:n] {
		switch {
		case b >= 'a' && b <= 'z':
			p[i] = 'a' + (b-'a'+13)%26
		case b >= 'A' && b <= 'Z':
			p[i] = 'A' + (b-'A'+13)%26
		}
	}
	return n, err
}

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

type failing struct{ after int }

func (f *failing) Write(p []byte) (int, error) {
	if f.after -= len(p); f.after < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func main() {
	n, err := io.Copy(upper{os.Stdout}, rot13{strings.NewReader("Uryyb jbeyq\n")})
	fmt.Println(n, err)
	n, err = io.Copy(&failing{3}, strings.NewReader("too long"))
	fmt.Println(n, err)
	b, err := io.ReadAll(io.LimitReader(zeros{}, 5))
	fmt.Println(string(b), err)
	n, err = io.CopyN(os.Stdout, zeros{}, 3)
	fmt.Println(n, err)
	_, err = io.ReadFull(strings.NewReader("ab"), make([]byte, 5))
	fmt.Println(err)
	_, err = io.ReadAtLeast(rot13{strings.NewReader("")}, make([]byte, 5), 2)
	fmt.Println(err, errors.Is(err, io.EOF))
}
