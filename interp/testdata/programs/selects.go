package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type job struct {
	id   int
	name string
}

type answer interface{ text() string }

func (j job) text() string { return fmt.Sprint(j.id, j.name) }

type yes bool

// Many goroutines run one select statement, each with channels of its own.
func relay(in <-chan job, out chan<- answer, stop <-chan struct{}) int {
	n := 0
	for {
		select {
		case j, ok := <-in:
			if !ok {
				return n
			}
			out <- j
			n++
		case <-stop:
			return -1
		}
	}
}

func fanOut() {
	var wg sync.WaitGroup
	sums := make([]int, 8)
	for i := range sums {
		in, out, stop := make(chan job), make(chan answer, 100), make(chan struct{})
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := relay(in, out, stop)
			for range n {
				a := (<-out).(job)
				if a.name != fmt.Sprint("w", i) {
					panic("another's job")
				}
				sums[i] += a.id
			}
		}()
		go func() {
			for k := range 50 {
				select {
				case in <- job{k, fmt.Sprint("w", i)}:
				case <-stop:
				}
			}
			close(in)
		}()
	}
	wg.Wait()
	fmt.Println(sums)
}

func order(s string) string { fmt.Println("evaluates", s); return s }

func channelOf(c chan string, name string) chan string { order(name); return c }

func main() {
	fanOut()

	a, b := make(chan string, 1), make(chan string, 1)
	select {
	case channelOf(b, "first") <- order("value"):
		fmt.Println("sent")
	case s := <-channelOf(a, "second"):
		fmt.Println(s)
	}
	fmt.Println(<-b)

	select {
	case s := <-a:
		fmt.Println("received", s)
	default:
		fmt.Println("nothing")
	}

	closed := make(chan error)
	close(closed)
	select {
	case err, ok := <-closed:
		fmt.Println(err == nil, ok)
	}
	select {
	case _, ok := <-closed:
		fmt.Println(ok)
	}

	var err error
	var ok yes
	failed := make(chan error, 1)
	failed <- errors.New("no")
	list := []error{nil, nil}
	at := func() int { fmt.Println("index"); return 1 }
	select {
	case list[at()], ok = <-failed:
		fmt.Println(list[1], ok)
	}
	failed <- fmt.Errorf("wrapped: %w", list[1])
	select {
	case err = <-failed:
	}
	fmt.Println(err, errors.Is(err, list[1]))

	var off chan int
	timeout := time.After(time.Millisecond)
loop:
	for i := 0; ; i++ {
		select {
		case <-off:
			fmt.Println("never")
		case off <- 1:
			fmt.Println("never")
		case <-timeout:
			if i == 0 {
				timeout = time.After(time.Millisecond)
				continue loop
			}
			fmt.Println("time is up")
			break loop
		}
	}

	anything := make(chan any, 3)
	for _, v := range []any{1, "two", job{3, "three"}} {
		select {
		case anything <- v:
		}
	}
	close(anything)
	for done := false; !done; {
		select {
		case v, more := <-anything:
			if !more {
				done = true
				break
			}
			switch v := v.(type) {
			case job:
				fmt.Println("job", v.text())
			default:
				fmt.Println(v)
			}
		}
	}

	funcs := make(chan func() int, 3)
	for i := range 3 {
		select {
		case funcs <- func() int { return i * i }:
		}
	}
	for range 3 {
		select {
		case f := <-funcs:
			fmt.Println(f())
		}
	}

outer:
	select {
	case <-time.After(0):
		if len(list) > 1 {
			break outer
		}
		fmt.Println("never")
	}

	chans := make(chan chan int, 1)
	inner := make(chan int, 1)
	chans <- inner
	select {
	case c := <-chans:
		select {
		case c <- 7:
		default:
		}
	}
	fmt.Println(<-inner)

	func() {
		defer func() { fmt.Println(recover()) }()
		gone := make(chan int)
		close(gone)
		select {
		case gone <- 1:
		default:
		}
	}()
}
