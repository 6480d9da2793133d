package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type safe struct {
	sync.Mutex
	m map[string]int
}

func (s *safe) inc(k string) {
	s.Lock()
	defer s.Unlock()
	s.m[k]++
}

type cache struct {
	sync.RWMutex
	hits atomic.Int32
	data map[int]string
	once sync.Once
}

func (c *cache) get(k int) string {
	c.once.Do(func() { c.data = map[int]string{} })
	c.RLock()
	v, ok := c.data[k]
	c.RUnlock()
	if ok {
		c.hits.Add(1)
		return v
	}
	c.Lock()
	defer c.Unlock()
	c.data[k] = fmt.Sprint("v", k)
	return c.data[k]
}

func main() {
	s := safe{m: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() { s.inc([]string{"a", "b"}[i%2]) })
	}
	wg.Wait()
	fmt.Println(s.m)
	var c cache
	fmt.Println(c.get(1), c.get(1), c.get(2), c.get(2), c.get(1), c.hits.Load())
	var l sync.Locker = &s
	l.Lock()
	fmt.Println(s.TryLock())
	l.Unlock()
	fmt.Println(s.TryLock())
}
