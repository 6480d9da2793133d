package main

import (
	"errors"
	"fmt"
	"io"
)

type task struct {
	name string
	f    func()
}

func safe(t task) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("%s: %w", t.name, r)
		default:
			err = fmt.Errorf("%s: %v", t.name, r)
		}
	}()
	t.f()
	return nil
}

func main() {
	tasks := []task{
		{"ok", func() {}},
		{"text", func() { panic("boom") }},
		{"error", func() { panic(io.ErrShortBuffer) }},
		{"nilmap", func() { var m map[int]int; m[1]++ }},
		{"ok2", func() {}},
		{"nilptr", func() { var t *task; _ = t.name }},
		{"number", func() { panic(7) }},
		{"fine", func() {}},
	}
	for _, t := range tasks {
		err := safe(t)
		fmt.Println(t.name, err, errors.Is(err, io.ErrShortBuffer))
	}
	for i := range 3 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("attempt", i, r)
				} else {
					fmt.Println("attempt", i, "clean")
				}
			}()
			if i == 1 {
				panic(fmt.Sprint("p", i))
			}
		}()
	}
}
