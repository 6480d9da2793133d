package main

import "fmt"

func val(s string, n int) int { fmt.Print(s, " "); return n }

func main() {
	a, b := make(chan int, 1), make(chan int)
	select {
	case a <- val("sent", 1):
		fmt.Println("to a")
	case b <- val("evaluated", 2):
		fmt.Println("to b")
	}
	results := make(chan string, 10)
	quit := make(chan struct{})
	done := make(chan bool)
	go func() {
		defer close(done)
		for n := 0; ; n++ {
			select {
			case results <- fmt.Sprint("r", n):
				if n == 4 {
					close(quit)
				}
			case <-quit:
				return
			}
			if n > 4 {
				return
			}
		}
	}()
	<-done
	fmt.Println(len(results) >= 5, <-results, <-results)
	type req struct {
		n    int
		resp chan int
	}
	reqs := make(chan req)
	go func() {
		total := 0
		for r := range reqs {
			total += r.n
			r.resp <- total
		}
	}()
	for i := range 3 {
		r := req{i + 1, make(chan int)}
		reqs <- r
		fmt.Print(<-r.resp, " ")
	}
	close(reqs)
	fmt.Println()
	m := map[string]chan int{"x": make(chan int, 1)}
	select {
	case m["x"] <- 5:
	}
	var got [2]int
	i := 1
	select {
	case got[i] = <-m["x"]:
	}
	fmt.Println(got)
	var v any
	ca := make(chan any, 1)
	ca <- "s"
	var ok bool
	select {
	case v, ok = <-ca:
	}
	fmt.Println(v, ok)
}
