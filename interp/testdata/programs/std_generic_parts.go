package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

type config struct {
	name string
	n    int
}

type notFound struct{ what string }

func (e *notFound) Error() string { return e.what + " not found" }

type holder struct {
	current atomic.Pointer[config]
	hits    atomic.Int64
}

func main() {
	calls := 0
	load := sync.OnceValue(func() *config { calls++; return &config{"a", 1} })
	fmt.Println(load().name, load() == load(), calls)
	both := sync.OnceValues(func() (int, error) { calls++; return 7, errors.New("no") })
	n, err := both()
	_, again := both()
	fmt.Println(n, err, err == again, calls)
	var once sync.Once
	for range 3 {
		once.Do(func() { calls++ })
	}
	fmt.Println(calls)

	var h holder
	fmt.Println(h.current.Load() == nil)
	first := &config{"first", 1}
	h.current.Store(first)
	old := h.current.Swap(&config{"second", 2})
	fmt.Println(old == first, h.current.Load().name, h.current.CompareAndSwap(first, nil), h.hits.Add(2))
	var group sync.WaitGroup
	for i := range 10 {
		group.Go(func() {
			for {
				was := h.current.Load()
				if h.current.CompareAndSwap(was, &config{"sum", was.n + i}) {
					return
				}
			}
		})
	}
	group.Wait()
	fmt.Println(*h.current.Load())

	wrapped := fmt.Errorf("read: %w", &notFound{"cup"})
	if e, ok := errors.AsType[*notFound](wrapped); ok {
		fmt.Println(e.what)
	}
	_, ok := errors.AsType[*fs.PathError](wrapped)
	fmt.Println(ok, errors.Is(wrapped, wrapped))

	d := rand.N(10 * time.Millisecond)
	fmt.Println(d >= 0 && d < 10*time.Millisecond, rand.N(int8(1)), rand.IntN(1))
	fmt.Printf("%T\n", &h.current)
}
