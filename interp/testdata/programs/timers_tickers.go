package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop())
	t.Reset(time.Millisecond)
	<-t.C
	fired := make(chan int, 1)
	time.AfterFunc(time.Millisecond, func() { fired <- 1 })
	fmt.Println(<-fired)
	k := time.NewTicker(time.Millisecond)
	n := 0
	for range k.C {
		n++
		if n == 3 {
			k.Stop()
			break
		}
	}
	fmt.Println(n)
	start := time.Now()
	time.Sleep(2 * time.Millisecond)
	el := time.Since(start)
	fmt.Println(el >= 2*time.Millisecond, el < time.Hour, time.Until(start) < 0)
	select {
	case <-time.After(time.Hour):
		fmt.Println("no")
	case <-time.After(time.Millisecond):
		fmt.Println("short")
	}
	deadline := time.After(time.Hour)
	c := make(chan int)
	go func() {
		for i := range 3 {
			c <- i
		}
	}()
	for done := false; !done; {
		select {
		case v := <-c:
			if v == 2 {
				done = true
			}
		case <-deadline:
			fmt.Println("too slow")
			done = true
		}
	}
}
