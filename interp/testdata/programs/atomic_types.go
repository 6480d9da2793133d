package main

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"
)

type conf struct{ name string }

func main() {
	var i32 atomic.Int32
	var u64 atomic.Uint64
	var b atomic.Bool
	fmt.Println(i32.Add(5), i32.Swap(9), i32.CompareAndSwap(9, 1), i32.CompareAndSwap(9, 2), i32.Load())
	u64.Store(math.MaxUint64)
	fmt.Println(u64.Add(2), b.Swap(true), b.Load())
	var v atomic.Value
	fmt.Println(v.Load() == nil)
	v.Store(conf{"a"})
	fmt.Println(v.Load().(conf).name, v.Swap(conf{"b"}), v.Load())
	var n int64
	atomic.AddInt64(&n, 3)
	fmt.Println(atomic.LoadInt64(&n), atomic.CompareAndSwapInt64(&n, 3, 10), n)
	s := struct{ hits uint32 }{}
	var wg sync.WaitGroup
	for range 30 {
		wg.Go(func() { atomic.AddUint32(&s.hits, 1) })
	}
	wg.Wait()
	fmt.Println(s.hits)
	atomic.StoreUint32(&s.hits, 0)
	fmt.Println(s, i32.And(0), i32.Or(6), i32.Load())
	defer func() { fmt.Println(recover()) }()
	v.Store("other type")
}
