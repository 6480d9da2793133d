package main

import (
	"fmt"
	"sync"
)

type lazy[T any] struct {
	once sync.Once
	make func() T
	val  T
}

func (l *lazy[T]) get() T {
	l.once.Do(func() { l.val = l.make() })
	return l.val
}

var built []string

func conf(name string) *lazy[map[string]int] {
	return &lazy[map[string]int]{make: func() map[string]int {
		built = append(built, name)
		return map[string]int{name: len(built)}
	}}
}

var (
	a = conf("a")
	b = conf("b")
)

func main() {
	fmt.Println(len(built))
	fmt.Println(b.get(), a.get(), b.get(), built)
	var wg sync.WaitGroup
	c := conf("c")
	for range 8 {
		wg.Go(func() { c.get() })
	}
	wg.Wait()
	fmt.Println(c.get(), len(built))
	v := sync.OnceFunc(func() { built = append(built, "once") })
	for range 3 {
		v()
	}
	fmt.Println(built[len(built)-1], len(built))
}
