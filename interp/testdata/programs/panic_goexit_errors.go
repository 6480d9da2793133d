package main

import (
	"errors"
	"fmt"
	"io"
	"time"
)

func safely(name string, f func() int) (n int, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("%s: %w", name, r)
		case string:
			err = errors.New(name + ": " + r)
		case fmt.Stringer:
			err = errors.New(name + " stringer " + r.String())
		default:
			err = fmt.Errorf("%s: unknown %v", name, r)
		}
	}()
	return f(), nil
}

func main() {
	zero := 0
	fmt.Println(safely("ok", func() int { return 1 }))
	fmt.Println(safely("div", func() int { return 1 / zero }))
	fmt.Println(safely("str", func() int { panic("s") }))
	fmt.Println(safely("dur", func() int { panic(time.Minute) }))
	fmt.Println(safely("num", func() int { panic(1.5) }))
	fmt.Println(safely("eof", func() int { panic(io.EOF) }))
	_, err := safely("is", func() int { panic(io.EOF) })
	fmt.Println(errors.Is(err, io.EOF))
	fmt.Println(safely("nil", func() int { var p *int; return *p }))
	fmt.Println(safely("nilfunc", func() int { var f func() int; return f() }))
	fmt.Println(safely("mod", func() int { return 5 % zero }))
}
