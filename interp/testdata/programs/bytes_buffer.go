package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

func main() {
	var b bytes.Buffer
	b.WriteString("hello ")
	b.Write([]byte("world"))
	b.WriteByte('!')
	b.WriteRune('é')
	fmt.Fprintf(&b, " %d", 42)
	fmt.Println(b.String(), b.Len())
	p := make([]byte, 5)
	n, err := b.Read(p)
	fmt.Println(n, err, string(p), b.String())
	line, err := b.ReadString('!')
	fmt.Printf("%q %v\n", line, err)
	r, size, _ := b.ReadRune()
	fmt.Println(string(r), size)
	fmt.Printf("%q\n", b.Next(2))
	rest, err := b.ReadBytes('x')
	fmt.Println(string(rest), err)
	_, err = b.ReadByte()
	fmt.Println(err == io.EOF)
	b.Reset()
	b.WriteString("abc")
	b.Truncate(1)
	nb := bytes.NewBufferString("init")
	m, err := b.ReadFrom(nb)
	fmt.Println(m, err, b.String())
	var out strings.Builder
	k, _ := b.WriteTo(&out)
	fmt.Println(k, out.String(), b.Len())
	s := struct{ bytes.Buffer }{}
	s.WriteString("embedded")
	fmt.Println(s.String(), s.Len())
}
