package main

import (
	"fmt"
	"io"
)

func main() {
	c := make(chan int, 3)
	fmt.Println(len(c), cap(c))
	c <- 1
	c <- 2
	fmt.Println(len(c), cap(c))
	close(c)
	v, ok := <-c
	fmt.Println(v, ok, len(c))
	fmt.Println(<-c)
	v, ok = <-c
	fmt.Println(v, ok)
	s := make(chan string)
	close(s)
	x, ok := <-s
	fmt.Printf("%q %v\n", x, ok)
	p := make(chan *int, 1)
	n := 5
	p <- &n
	*<-p = 6
	fmt.Println(n)
	var nc chan int
	fmt.Println(nc == nil, len(nc), cap(nc))
	a := c
	fmt.Println(a == c, make(chan int) == make(chan int))
	fc := make(chan func(int) int, 1)
	fc <- func(x int) int { return x * 3 }
	fmt.Println((<-fc)(4))
	cc := make(chan chan string, 1)
	reply := make(chan string, 1)
	cc <- reply
	r := <-cc
	r <- "through"
	fmt.Println(<-reply)
	ec := make(chan error, 2)
	ec <- nil
	ec <- io.EOF
	fmt.Println(<-ec, <-ec)
	type msg struct {
		id   int
		body []string
	}
	mc := make(chan msg, 1)
	mc <- msg{1, []string{"a"}}
	m := <-mc
	fmt.Printf("%+v %T %T\n", m, mc, (<-chan int)(c))
}
