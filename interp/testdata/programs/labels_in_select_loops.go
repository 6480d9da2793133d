package main

import "fmt"

func drain(cs ...chan int) (sum, rounds int) {
	open := len(cs)
	done := make([]bool, len(cs))
loop:
	for {
		rounds++
		for i, c := range cs {
			if done[i] {
				continue
			}
			select {
			case v, ok := <-c:
				if !ok {
					done[i] = true
					if open--; open == 0 {
						break loop
					}
					continue loop
				}
				sum = sum + v
			default:
			}
		}
	}
	return sum, rounds
}

func main() {
	var cs []chan int
	for i := range 3 {
		c := make(chan int, 3)
		for j := range i + 1 {
			c <- j * 10
		}
		close(c)
		cs = append(cs, c)
	}
	sum, rounds := drain(cs...)
	fmt.Println(sum, rounds)
	stop := make(chan struct{})
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; ; i++ {
			select {
			case out <- i:
			case <-stop:
				return
			}
		}
	}()
	n := 0
	for v := range out {
		if n += v; n > 10 {
			close(stop)
			break
		}
	}
	fmt.Println(n)
}
