package main

import (
	"fmt"
	"time"
)

func main() {
	c := make(chan int, 1)
	select {
	case v := <-c:
		fmt.Println("got", v)
	default:
		fmt.Println("empty")
	}
	select {
	case c <- 5:
		fmt.Println("sent")
	default:
		fmt.Println("full")
	}
	select {
	case c <- 6:
		fmt.Println("sent")
	default:
		fmt.Println("full")
	}
	select {
	case v, ok := <-c:
		fmt.Println(v, ok)
	}
	var nilc chan int
	select {
	case <-nilc:
	case nilc <- 1:
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	}
	d := make(chan string)
	go func() { d <- "late" }()
	var arr [1]string
	select {
	case arr[0] = <-d:
		fmt.Println(arr)
	case <-time.After(time.Hour):
	}
	close(c)
	n := 0
	a, b := make(chan int), make(chan int)
	go func() {
		for i := range 3 {
			a <- i
		}
		close(a)
	}()
	go func() {
		for i := range 3 {
			b <- i * 10
		}
		close(b)
	}()
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			n += v
		case v, ok := <-b:
			if !ok {
				b = nil
				break
			}
			n += v
		}
	}
	fmt.Println(n)
	get := func() chan int { fmt.Println("evaluated"); return c }
	select {
	case v, ok := <-get():
		fmt.Println(v, ok)
	}
	defer func() { fmt.Println(recover()) }()
	select {
	case c <- 1:
	default:
	}
}
