package main

import (
	"fmt"
	"sort"
	"sync"
)

func worker(id int, jobs <-chan int, results chan<- [2]int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- [2]int{j, j * j}
	}
	_ = id
}

func main() {
	jobs := make(chan int)
	results := make(chan [2]int, 10)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go worker(i, jobs, results, &wg)
	}
	for i := range 10 {
		jobs <- i
	}
	close(jobs)
	wg.Wait()
	close(results)
	out := map[int]int{}
	for r := range results {
		out[r[0]] = r[1]
	}
	fmt.Println(out)
	ch := make(chan string)
	for _, s := range []string{"a", "b", "c"} {
		go func() { ch <- s + s }()
	}
	var got []string
	for range 3 {
		got = append(got, <-ch)
	}
	sort.Strings(got)
	fmt.Println(got)
	x := 1
	done := make(chan bool)
	go func(v int) { fmt.Println(v, x); done <- true }(x)
	<-done
	t := &struct{ n int }{}
	go func() { defer close(done); t.n = 5 }()
	<-done
	fmt.Println(t.n)
}
