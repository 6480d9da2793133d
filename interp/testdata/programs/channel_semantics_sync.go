package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	unbuf := make(chan int)
	order := make(chan string, 10)
	go func() {
		order <- "before send"
		unbuf <- 1
		order <- "after send"
		close(order)
	}()
	order2 := <-order
	fmt.Println(order2, <-unbuf)
	for s := range order {
		fmt.Println(s)
	}
	var wg sync.WaitGroup
	gate := make(chan struct{})
	var n atomic.Int32
	for range 5 {
		wg.Go(func() {
			<-gate
			n.Add(1)
		})
	}
	fmt.Println(n.Load())
	close(gate)
	wg.Wait()
	fmt.Println(n.Load())
	in, out := make(chan int), make(chan int)
	go func() {
		defer close(out)
		var buf []int
		src := in
		for src != nil || len(buf) > 0 {
			var dst chan int
			var head int
			if len(buf) > 0 {
				dst, head = out, buf[0]
			}
			select {
			case v, ok := <-src:
				if !ok {
					src = nil
					break
				}
				buf = append(buf, v)
			case dst <- head:
				buf = buf[1:]
			}
		}
	}()
	for i := range 5 {
		in <- i
	}
	close(in)
	for v := range out {
		fmt.Print(v, " ")
	}
	fmt.Println()
	tick := make(chan time.Time, 1)
	tick <- time.Unix(5, 0).UTC()
	fmt.Println((<-tick).Unix())
}
