package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) add(k string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[k]++
}

func worker(id int, jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- j * j
	}
	_ = id
}

func main() {
	c := counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.add(fmt.Sprint("k", i%3))
		}()
	}
	wg.Wait()
	fmt.Println(c.n)

	jobs, results := make(chan int), make(chan int, 10)
	for w := range 3 {
		wg.Add(1)
		go worker(w, jobs, results, &wg)
	}
	for i := 1; i <= 5; i++ {
		jobs <- i
	}
	close(jobs)
	wg.Wait()
	close(results)
	var all []int
	for r := range results {
		all = append(all, r)
	}
	sort.Ints(all)
	fmt.Println(all)

	done := make(chan struct{})
	out := make(chan string)
	go func() {
		defer close(done)
		for s := range out {
			fmt.Println("got", s)
		}
	}()
	out <- "a"
	out <- "b"
	close(out)
	<-done

	t := time.After(5 * time.Millisecond)
	tick := make(chan int)
	go func(n int) {
		for i := range n {
			tick <- i
		}
	}(2)
	seen := 0
	for seen < 2 {
		select {
		case v := <-tick:
			seen += 1
			_ = v
		case <-time.After(time.Hour):
			fmt.Println("timeout")
		}
	}
	<-t
	select {
	case v, ok := <-done:
		fmt.Println(v, ok)
	default:
		fmt.Println("default")
	}
}
