package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) run(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		defer func() {
			if r := recover(); r != nil {
				g.set(fmt.Errorf("panicked: %v", r))
			}
		}()
		if err := f(); err != nil {
			g.set(err)
		}
	}()
}
func (g *group) set(err error) { g.once.Do(func() { g.err = err }) }
func (g *group) wait() error   { g.wg.Wait(); return g.err }

type semaphore chan struct{}

func (s semaphore) acquire() { s <- struct{}{} }
func (s semaphore) release() { <-s }

func main() {
	var g group
	out := make([]int, 5)
	for i := range out {
		g.run(func() error { out[i] = i * i; return nil })
	}
	fmt.Println(g.wait(), out)
	var h group
	h.run(func() error { return nil })
	h.run(func() error { var m map[int]int; m[0] = 1; return nil })
	fmt.Println(h.wait())
	sem := make(semaphore, 2)
	var running, most atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			sem.acquire()
			defer sem.release()
			n := running.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			time.Sleep(time.Millisecond)
			running.Add(-1)
		})
	}
	wg.Wait()
	fmt.Println(most.Load() <= 2, running.Load(), len(sem), cap(sem))
}
