package main

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

type call struct {
	wg  sync.WaitGroup
	val int
	err error
}
type flight struct {
	mu    sync.Mutex
	calls map[string]*call
	done  map[string]int
}

func (f *flight) do(key string, fn func() (int, error)) (int, error) {
	f.mu.Lock()
	if c, ok := f.calls[key]; ok {
		f.mu.Unlock()
		c.wg.Wait()
		return c.val, c.err
	}
	if f.calls == nil {
		f.calls, f.done = map[string]*call{}, map[string]int{}
	}
	c := new(call)
	c.wg.Add(1)
	f.calls[key] = c
	f.mu.Unlock()
	c.val, c.err = fn()
	f.mu.Lock()
	f.done[key]++
	f.mu.Unlock()
	c.wg.Done()
	return c.val, c.err
}

func main() {
	var f flight
	var n atomic.Int32
	var wg sync.WaitGroup
	sum := make(chan int, 20)
	for i := range 20 {
		wg.Go(func() {
			key := []string{"a", "b"}[i%2]
			v, err := f.do(key, func() (int, error) {
				time.Sleep(time.Millisecond)
				return int(n.Add(1))*0 + len(key), nil
			})
			if err == nil {
				sum <- v
			}
		})
	}
	wg.Wait()
	close(sum)
	t := 0
	for v := range sum {
		t += v
	}
	fmt.Println(t, n.Load(), f.done)
	_, err := f.do("err", func() (int, error) { return 0, io.EOF })
	_, err2 := f.do("err", func() (int, error) { return 1, nil })
	fmt.Println(err, err2)
}
