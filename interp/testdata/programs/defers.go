package main

import (
	"errors"
	"fmt"
	"strings"
)

type res struct{ name string }

func (r res) close()   { fmt.Println("close", r.name) }
func (r *res) pclose() { fmt.Println("pclose", r.name) }

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Println("deferred", i)
	}
	r := res{"one"}
	defer r.close()
	defer r.pclose()
	r.name = "two"
	fmt.Println("body")
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
		n *= 2
	}()
	n = 21
	if n > 20 {
		panic("too big")
	}
	return n, nil
}

func rethrow() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New(fmt.Sprint("outer ", r))
		}
	}()
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Sprint("inner ", r))
		}
	}()
	panic("first")
}

func handle(where string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %v", where, r)
	}
}

func viaHelper() (err error) {
	defer handle("helper", &err)
	var m map[string]int
	m["x"] = 1
	return nil
}

func cleanup() string {
	var b strings.Builder
	done := func() { b.WriteString("done ") }
	func() {
		defer done()
		b.WriteString("work ")
	}()
	defer done()
	return b.String()
}

func values() (a, b int) {
	defer func() { a, b = b, a }()
	return 1, 2
}

func shadow() (n int) {
	defer func() { n++ }()
	if n := 5; n > 3 {
		return n
	}
	return
}

func index() (err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = e
		}
	}()
	xs := []int{1}
	i := 5
	fmt.Println(xs[i])
	return
}

func main() {
	order()
	fmt.Println(named())
	fmt.Println(rethrow())
	fmt.Println(viaHelper())
	fmt.Println(cleanup())
	fmt.Println(values())
	fmt.Println(shadow())
	fmt.Println(index() != nil)
	fmt.Println(recover())
}
