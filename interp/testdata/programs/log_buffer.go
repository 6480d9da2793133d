package main

import (
	"bytes"
	"fmt"
	"log"
	"strings"
)

type prefixer struct{ buf *strings.Builder }

func (p prefixer) Write(b []byte) (int, error) { return p.buf.WriteString("> " + string(b)) }

func main() {
	var b bytes.Buffer
	l := log.New(&b, "app: ", 0)
	l.Println("hello", 1)
	l.Printf("x=%d", 5)
	l.Print("a", "b", 1, 2)
	l.SetPrefix("new ")
	l.SetFlags(log.Lmsgprefix)
	l.Println("msg")
	fmt.Print(b.String(), l.Prefix(), l.Flags(), "\n")
	var sb strings.Builder
	m := log.New(prefixer{&sb}, "", log.Lshortfile&0)
	m.Println("to script writer")
	m.SetOutput(&b)
	fmt.Print(sb.String())
	func() {
		defer func() { fmt.Println("panic:", recover()) }()
		l.Panicf("bad %d", 3)
	}()
	fmt.Println(strings.Count(b.String(), "\n"))
}
