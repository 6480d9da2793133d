package main

import (
	"bytes"
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	for i := range 3 {
		once.Do(func() { fmt.Println("once", i) })
	}
	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	rw.Lock()
	rw.Unlock()
	var m sync.Map
	m.Store("a", 1)
	m.Store(2, "b")
	v, ok := m.Load("a")
	_, no := m.Load("zz")
	old, loaded := m.LoadOrStore("a", 5)
	fmt.Println(v, ok, no, old, loaded)
	m.Delete(2)
	m.Range(func(k, v any) bool { fmt.Println(k, v); return true })
	fmt.Println(m.CompareAndSwap("a", 1, 9))
	p := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	b := p.Get().(*bytes.Buffer)
	b.WriteString("pooled")
	fmt.Println(b)
	p.Put(b)
	cond := sync.NewCond(&sync.Mutex{})
	ready, woken := false, make(chan int, 2)
	for i := range 2 {
		go func() {
			cond.L.Lock()
			for !ready {
				cond.Wait()
			}
			cond.L.Unlock()
			woken <- i
		}()
	}
	cond.L.Lock()
	ready = true
	cond.L.Unlock()
	cond.Broadcast()
	fmt.Println(<-woken + <-woken)
	f := sync.OnceFunc(func() { fmt.Println("oncefunc") })
	f()
	f()
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			sum += i
		}()
	}
	wg.Wait()
	fmt.Println(sum)
}
