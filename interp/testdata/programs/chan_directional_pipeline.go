package main

import "fmt"

func gen(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 2; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func filter(in <-chan int, prime int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			if v%prime != 0 {
				out <- v
			}
		}
	}()
	return out
}

func sink(out chan<- string, vals ...string) {
	for _, v := range vals {
		out <- v
	}
	close(out)
}

func main() {
	c := gen(50)
	for {
		p, ok := <-c
		if !ok {
			break
		}
		fmt.Print(p, " ")
		c = filter(c, p)
	}
	fmt.Println()
	s := make(chan string, 1)
	go sink(s, "x", "y", "z")
	for v := range s {
		fmt.Print(v)
	}
	fmt.Println()
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	n := 0
	for range 5 {
		ping <- n
		n = <-pong
	}
	close(ping)
	_, ok := <-pong
	fmt.Println(n, ok)
}
