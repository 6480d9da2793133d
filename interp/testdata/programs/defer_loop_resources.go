package main

import (
	"errors"
	"fmt"
)

type file struct {
	name string
	open *int
}

func open(name string, n *int) (*file, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	*n++
	return &file{name, n}, nil
}
func (f *file) Close() error { *f.open--; fmt.Print("close ", f.name, "; "); return nil }

func process(names []string, open1 *int) (done int, err error) {
	for _, n := range names {
		f, err := open(n, open1)
		if err != nil {
			return done, fmt.Errorf("file %d: %w", done, err)
		}
		defer f.Close()
		done++
	}
	fmt.Print("open ", *open1, "; ")
	return
}
func perItem(names []string, n *int) {
	for _, name := range names {
		func() {
			f, err := open(name, n)
			if err != nil {
				return
			}
			defer f.Close()
			defer func(s string) { fmt.Print("[", s, f.name, "] ") }(name)
		}()
	}
}
func conditional(b bool) (s string) {
	if b {
		defer func() { s += " deferred" }()
	}
	for i := range 3 {
		if i == 1 {
			continue
		}
		defer func() { s += fmt.Sprint(i) }()
	}
	return "base"
}

func main() {
	n := 0
	fmt.Println(process([]string{"a", "b"}, &n))
	fmt.Println(process([]string{"c", "", "d"}, &n))
	perItem([]string{"x", "", "y"}, &n)
	fmt.Println(n, conditional(true), conditional(false))
	m := map[string]int{"a": 1}
	func() {
		defer func(m map[string]int) { m["b"] = len(m) }(m)
		m["c"] = 5
	}()
	fmt.Println(m)
}
