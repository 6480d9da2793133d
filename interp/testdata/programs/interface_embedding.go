package main

import (
	"errors"
	"fmt"
	"strings"
)

type reader interface{ read() string }
type writer interface{ write(s string) int }
type closer interface{ close() error }
type readWriter interface {
	reader
	writer
}
type rwc interface {
	readWriter
	closer
	fmt.Stringer
}
type file struct{ data []string }

func (f *file) read() string       { return strings.Join(f.data, "|") }
func (f *file) write(s string) int { f.data = append(f.data, s); return len(s) }
func (f *file) close() error       { f.data = nil; return errors.New("closed") }
func (f *file) String() string     { return fmt.Sprint("file of ", len(f.data)) }

func fill(w writer, n int) (t int) {
	for i := range n {
		t += w.write(fmt.Sprint("line", i))
	}
	return
}

func main() {
	var x rwc = &file{}
	fmt.Println(fill(x, 3), x.read(), x)
	var rw readWriter = x
	var r reader = rw
	fmt.Println(r.read() == x.read(), r == reader(x))
	c, ok := r.(closer)
	fmt.Println(ok, c.close(), x.read() == "", x.String())
	_, ok = r.(interface{ missing() })
	_, ok2 := r.(interface {
		read() string
		close() error
	})
	fmt.Println(ok, ok2)
	st := r.(fmt.Stringer)
	fmt.Println(st)
	list := []reader{x, &file{[]string{"a"}}}
	for _, l := range list {
		fmt.Print(l.(writer).write("zz"), " ", l.read(), " ")
	}
	fmt.Println()
}
