package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

type job func() (string, error)

func worker(jobs <-chan job, out chan<- string) {
	for j := range jobs {
		s, err := j()
		if err != nil {
			out <- "error " + err.Error()
			continue
		}
		out <- s
	}
	close(out)
}

func main() {
	jobs, out := make(chan job), make(chan string, 5)
	go worker(jobs, out)
	for i := range 4 {
		jobs <- func() (string, error) {
			if i == 2 {
				return "", fmt.Errorf("job %d", i)
			}
			return strings.Repeat("*", i), nil
		}
	}
	close(jobs)
	for s := range out {
		fmt.Printf("%q ", s)
	}
	fmt.Println()
	pool := make(chan *bytes.Buffer, 2)
	get := func() *bytes.Buffer {
		select {
		case b := <-pool:
			b.Reset()
			return b
		default:
			return new(bytes.Buffer)
		}
	}
	put := func(b *bytes.Buffer) {
		select {
		case pool <- b:
		default:
		}
	}
	a := get()
	a.WriteString("x")
	put(a)
	b := get()
	fmt.Println(a == b, b.Len(), get() != b)
	errc := make(chan error, 1)
	go func() { errc <- func() error { return io.EOF }() }()
	fmt.Println(<-errc)
}
