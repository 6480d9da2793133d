package main

import (
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"sync"
)

type stack []int

func (s *stack) pop() int {
	if len(*s) == 0 {
		panic(fmt.Errorf("pop of empty %T", *s))
	}
	v := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return v
}

type closer struct {
	name string
	log  *[]string
}

func (c closer) Close() error {
	*c.log = append(*c.log, c.name)
	if c.name == "bad" {
		panic("close failed")
	}
	return nil
}

func use(names ...string) (log []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("use: %v", r)
		}
	}()
	for _, n := range names {
		defer closer{n, &log}.Close()
	}
	var s stack
	s = append(s, 1)
	_ = s.pop() + s.pop()
	return log, nil
}

func protect(f func()) (ok bool) {
	defer func() { ok = recover() == nil }()
	f()
	return
}

func main() {
	fmt.Println(use("a", "b"))
	fmt.Println(use("x", "bad", "y"))
	fmt.Println(protect(func() {}), protect(func() { panic(1) }))
	fmt.Println(protect(func() { sort.Slice([]int{2, 1}, func(i, j int) bool { panic("in less") }) }))
	fmt.Println(protect(func() { strings.Map(func(rune) rune { panic("in map") }, "x") }))
	func() {
		defer func() { fmt.Println("from callback:", recover()) }()
		regexp.MustCompile("a").ReplaceAllStringFunc("a", func(s string) string { panic(errors.New("cb " + s)) })
	}()
	func() {
		defer func() { fmt.Println("from sort:", recover()) }()
		sort.Sort(badSort{})
	}()
	var once sync.Once
	fmt.Println(protect(func() { once.Do(func() { panic("once") }) }), protect(func() { once.Do(func() { panic("again") }) }))
}

type badSort struct{}

func (badSort) Len() int           { return 3 }
func (badSort) Less(i, j int) bool { panic("less") }
func (badSort) Swap(i, j int)      {}
