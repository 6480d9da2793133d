package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"time"
)

type notFound struct{ name string }

func (n *notFound) Error() string { return n.name + " not found" }

type timeout struct{ d time.Duration }

func (t timeout) Error() string { return "timeout " + t.d.String() }
func (t timeout) Timeout() bool { return true }

func main() {
	err := fmt.Errorf("a: %w", fmt.Errorf("b: %w", &notFound{"key"}))
	var nf *notFound
	fmt.Println(errors.As(err, &nf), nf.name, nf)
	var to timeout
	fmt.Println(errors.As(err, &to), to.d)
	err = fmt.Errorf("x: %w", timeout{3 * time.Second})
	fmt.Println(errors.As(err, &to), to.d)
	var t interface{ Timeout() bool }
	fmt.Println(errors.As(err, &t), t.Timeout())
	var pe *fs.PathError
	_, e := os.Open("/nonexistent/x")
	fmt.Println(errors.As(e, &pe), pe.Op, pe.Path, pe.Err)
	var ne *strconv.NumError
	_, e = strconv.ParseInt("zz", 10, 64)
	fmt.Println(errors.As(fmt.Errorf("w: %w", e), &ne), ne.Func, ne.Num, ne.Err)
	var anyErr error
	fmt.Println(errors.As(err, &anyErr), anyErr == err)
	defer func() { fmt.Println("panic:", recover()) }()
	errors.As(err, nil)
}
