package main

import (
	"fmt"
	"io"
	"strings"
)

func main() {
	var b strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteByte('!')
	b.WriteRune('é')
	n, err := b.WriteString("end")
	fmt.Println(b.String(), b.Len(), n, err)
	b.Reset()
	fmt.Println(b.String() == "", b.Len())
	r := strings.NewReader("hello world")
	buf := make([]byte, 4)
	for {
		n, err := r.Read(buf)
		fmt.Print(n, " ", string(buf[:n]), " ")
		if err == io.EOF {
			break
		}
	}
	fmt.Println(r.Len(), r.Size())
	pos, _ := r.Seek(-5, io.SeekEnd)
	rest, _ := io.ReadAll(r)
	fmt.Println(pos, string(rest))
	r.Reset("xyz")
	c, _ := r.ReadByte()
	_ = r.UnreadByte()
	ch, size, _ := r.ReadRune()
	fmt.Println(c, ch, size)
}
