package main

import (
	"fmt"
	"sync/atomic"
)

type conf struct{ n int }

func main() {
	var p atomic.Pointer[conf]
	fmt.Println(p.Load() == nil)
	a := &conf{1}
	p.Store(a)
	fmt.Println(p.Load().n, p.CompareAndSwap(a, &conf{2}), p.Load().n, p.Swap(nil).n, p.Load())
}
