package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type result struct {
	id  int
	err error
}

func gen(ctx context.Context, n int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range n {
			select {
			case ch <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ch
}

func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			out <- v * v
		}
	}()
	return out
}

func merge(cs ...<-chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	for _, c := range cs {
		wg.Go(func() {
			for v := range c {
				out <- v
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	sum := 0
	for v := range merge(square(gen(ctx, 4)), square(gen(ctx, 3))) {
		sum += v
	}
	fmt.Println(sum)
	cancel()
	<-ctx.Done()
	fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.Canceled))
	var n atomic.Int64
	var once sync.Once
	var wg sync.WaitGroup
	results := make(chan result, 5)
	for i := range 5 {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			n.Add(int64(id))
			once.Do(func() { fmt.Println("once") })
			var err error
			if id == 3 {
				err = fmt.Errorf("bad %d", id)
			}
			results <- result{id, err}
		}(i)
	}
	wg.Wait()
	close(results)
	bad, total := 0, 0
	for r := range results {
		if r.err != nil {
			bad++
		}
		total += r.id
	}
	fmt.Println(n.Load(), bad, total)
	sem := make(chan struct{}, 2)
	var mu sync.RWMutex
	m := map[int]int{}
	for i := range 6 {
		wg.Add(1)
		sem <- struct{}{}
		go func() {
			defer func() { <-sem; wg.Done() }()
			mu.Lock()
			defer mu.Unlock()
			m[i%2] += i
		}()
	}
	wg.Wait()
	fmt.Println(m, len(sem), cap(sem))
	reply := make(chan chan string, 1)
	go func() { c := <-reply; c <- "pong" }()
	c := make(chan string)
	reply <- c
	fmt.Println(<-c)
	timeout, stop := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer stop()
	select {
	case <-timeout.Done():
		fmt.Println("timeout", timeout.Err())
	case <-time.After(time.Hour):
		fmt.Println("late")
	}
	var nilch chan int
	select {
	case v := <-nilch:
		fmt.Println(v)
	default:
		fmt.Println("nil blocks")
	}
	type key struct{}
	vctx := context.WithValue(context.Background(), key{}, result{id: 9})
	fmt.Println(vctx.Value(key{}).(result).id)
	done := make(chan bool)
	data := make(chan int)
	go func() {
		defer close(done)
		for {
			v, ok := <-data
			if !ok {
				return
			}
			fmt.Print(v, " ")
		}
	}()
	for i := 3; i > 0; i-- {
		data <- i
	}
	close(data)
	<-done
	fmt.Println()
}
