package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
)

type account struct {
	mu  sync.Mutex
	bal int
	log []string
}

func (a *account) deposit(n int, done chan<- struct{}) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.bal += n
	done <- struct{}{}
}

type greeter interface{ greet(ch chan string) }
type en struct{ name string }

func (e en) greet(ch chan string) { ch <- "hello " + e.name }

func main() {
	a := &account{}
	done := make(chan struct{}, 100)
	for i := 1; i <= 100; i++ {
		go a.deposit(i, done)
	}
	for range 100 {
		<-done
	}
	fmt.Println(a.bal)
	ch := make(chan string)
	var g greeter = en{"bob"}
	go g.greet(ch)
	fmt.Println(<-ch)
	e := en{"eve"}
	go e.greet(ch)
	e.name = "changed"
	fmt.Println(<-ch)
	f := en{"val"}.greet
	go f(ch)
	fmt.Println(<-ch)
	go en.greet(en{"expr"}, ch)
	fmt.Println(<-ch)
	go fmt.Fprint(io.Discard, "nothing")
	go func(parts ...string) { ch <- strings.Join(parts, "+") }("x", "y", "z")
	fmt.Println(<-ch)
	var wg sync.WaitGroup
	var n atomic.Int64
	for i := range 50 {
		wg.Go(func() { n.Add(int64(i)) })
	}
	wg.Wait()
	fmt.Println(n.Load())
}
