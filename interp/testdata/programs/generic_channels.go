package main

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
)

func gen[T any](vs ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, v := range vs {
			c <- v
		}
	}()
	return c
}
func pipe[A, B any](in <-chan A, f func(A) B) <-chan B {
	out := make(chan B, 1)
	go func() {
		defer close(out)
		for a := range in {
			out <- f(a)
		}
	}()
	return out
}
func collect[T any](in <-chan T) (out []T) {
	for v := range in {
		out = append(out, v)
	}
	return
}

type result[T any] struct {
	val T
	err error
}

func async[T any](f func() (T, error)) <-chan result[T] {
	c := make(chan result[T], 1)
	go func() {
		v, err := f()
		c <- result[T]{v, err}
	}()
	return c
}

type future[T any] struct {
	once sync.Once
	f    func() T
	v    T
}

func (f *future[T]) get() T { f.once.Do(func() { f.v = f.f() }); return f.v }

type guarded[T any] struct {
	sync.Mutex
	v T
}

func (g *guarded[T]) with(f func(*T)) { g.Lock(); defer g.Unlock(); f(&g.v) }

func main() {
	fmt.Println(collect(pipe(gen(1, 2, 3), func(i int) string { return strings.Repeat("x", i) })))
	r := <-async(func() (int, error) { return strconv.Atoi("z") })
	fmt.Println(r.val, r.err)
	n := 0
	f := future[string]{f: func() string { n++; return "once" }}
	fmt.Println(f.get(), f.get(), n)
	g := guarded[map[string]int]{v: map[string]int{}}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { g.with(func(m *map[string]int) { (*m)["k"]++ }) })
	}
	wg.Wait()
	fmt.Println(g.v)
}
