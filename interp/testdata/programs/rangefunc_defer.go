package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("count is over")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func closeAll(names []string) (closed []string, err error) {
	for i, name := range slices.All(names) {
		if name == "" {
			return closed, errors.New("no name")
		}
		defer func() { closed = append(closed, fmt.Sprint(i, name)) }()
	}
	return closed, nil
}

func nested() (s string) {
	for i := range count(2) {
		for j := range count(2) {
			defer func() { s += fmt.Sprint(i, j, " ") }()
			if j == 1 {
				continue
			}
			defer fmt.Println("deferred", i, j)
		}
		fmt.Println("loop", i)
	}
	return "all: "
}

func recovers() (err error) {
	for i := range count(3) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("recovered %v at %d", r, i)
			}
		}()
		if i == 1 {
			panic("one")
		}
	}
	return nil
}

// In the body of a loop nothing is recovered.
func recoversInTheBody() {
	defer func() { fmt.Println("outside", recover()) }()
	defer func() {
		for i := range count(2) {
			fmt.Println(i, recover())
		}
	}()
	panic("body")
}

func inALiteral() {
	f := func(words string) int {
		n := 0
		for w := range strings.FieldsSeq(words) {
			defer fmt.Println("word", w)
			n += len(w)
		}
		defer func() { fmt.Println("n is", n) }()
		return n
	}
	fmt.Println(f("one two three"))
}

func each[K comparable, V any](m map[K]V, f func(V)) {
	for _, v := range maps.All(m) {
		defer f(v)
	}
	fmt.Println("each", len(m))
}

func main() {
	fmt.Println(closeAll([]string{"a", "b", "c"}))
	fmt.Println(closeAll([]string{"a", "", "c"}))
	fmt.Println(nested())
	fmt.Println(recovers())
	recoversInTheBody()
	inALiteral()
	each(map[string]int{"x": 1}, func(n int) { fmt.Println("v", n) })
}
