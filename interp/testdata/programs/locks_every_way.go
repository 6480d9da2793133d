package main

import (
	"fmt"
	"sync"
	"time"
)

type box struct {
	sync.RWMutex
	items []int
}

type queue struct {
	*sync.Cond
	waiting []string
}

type locker interface {
	Lock()
	Unlock()
}

type doer interface{ Do(func()) }

type starter interface {
	Go(func())
	Wait()
}

func with(l locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}

func both[L sync.Locker](l L, f func()) { with(l, f) }

func main() {
	var b box
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			lock, unlock := b.Lock, b.Unlock
			lock()
			b.items = append(b.items, i)
			unlock()
			(*box).RLock(&b)
			_ = len(b.items)
			(*sync.RWMutex).RUnlock(&b.RWMutex)
			with(&b, func() { b.items[0]++ })
			both(b.RLocker(), func() { _ = b.items[0] })
		})
	}
	all.Wait()
	fmt.Println(len(b.items), b.TryLock(), b.TryRLock(), b.TryLock())
	b.Unlock()
	fmt.Println(b.TryRLock(), b.TryLock(), b.TryRLock())
	b.RUnlock()
	b.RUnlock()

	q := queue{Cond: sync.NewCond(&sync.Mutex{})}
	taken := 0
	var workers starter = &all
	for range 4 {
		workers.Go(func() {
			q.L.Lock()
			defer q.L.Unlock()
			for len(q.waiting) == 0 {
				q.Wait()
			}
			if q.waiting[0] != "end" {
				q.waiting = q.waiting[1:]
				taken++
				q.Broadcast()
				for len(q.waiting) == 0 || q.waiting[0] != "end" {
					q.Wait()
				}
			}
		})
	}
	for i := range 3 {
		q.L.Lock()
		q.waiting = append(q.waiting, fmt.Sprint("job ", i))
		q.L.Unlock()
		q.Signal()
	}
	for {
		q.L.Lock()
		n := taken
		if n == 3 {
			q.waiting = []string{"end"}
			signal := q.Broadcast
			signal()
		}
		q.L.Unlock()
		if n == 3 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	workers.Wait()
	fmt.Println(taken)

	copied := *q.Cond
	func() {
		defer func() { fmt.Println(recover()) }()
		copied.Signal()
	}()

	var once sync.Once
	var do doer = &once
	n := 0
	for range 3 {
		do.Do(func() { n++ })
		once.Do(func() { n++ })
	}
	func() {
		var once sync.Once
		defer func() { fmt.Println(recover(), n) }()
		defer once.Do(func() { n += 100 })
		once.Do(func() { panic("once") })
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var none *sync.Mutex
		none.Lock()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var none locker
		none.Unlock()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var c sync.Cond
		c.Wait()
	}()
}
