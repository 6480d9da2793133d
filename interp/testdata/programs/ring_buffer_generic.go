package main

import (
	"errors"
	"fmt"
	"strings"
)

type ringBuf[T any] struct {
	buf         []T
	head, count int
}

func newRing[T any](n int) *ringBuf[T] { return &ringBuf[T]{buf: make([]T, n)} }
func (r *ringBuf[T]) put(v T) (dropped T, full bool) {
	i := (r.head + r.count) % len(r.buf)
	if r.count == len(r.buf) {
		dropped, full = r.buf[i], true
		r.head = (r.head + 1) % len(r.buf)
	} else {
		r.count++
	}
	r.buf[i] = v
	return
}
func (r *ringBuf[T]) get() (v T, err error) {
	if r.count == 0 {
		return v, errEmpty
	}
	v = r.buf[r.head]
	var zero T
	r.buf[r.head] = zero
	r.head = (r.head + 1) % len(r.buf)
	r.count--
	return
}
func (r *ringBuf[T]) each(f func(int, T) bool) {
	for i := range r.count {
		if !f(i, r.buf[(r.head+i)%len(r.buf)]) {
			return
		}
	}
}

var errEmpty = errors.New("empty")

func main() {
	r := newRing[string](3)
	for _, s := range strings.Split("a b c d e", " ") {
		if d, full := r.put(s); full {
			fmt.Print("dropped ", d, " ")
		}
	}
	r.each(func(i int, s string) bool { fmt.Print(i, s, " "); return i < 1 })
	v, err := r.get()
	fmt.Println(v, err, r.count, r.buf)
	e := newRing[struct{ n int }](1)
	_, err = e.get()
	fmt.Println(err == errEmpty, err)
}
