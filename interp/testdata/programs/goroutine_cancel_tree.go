package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

func worker(ctx context.Context, id int, out chan<- string, started *sync.WaitGroup) {
	started.Done()
	<-ctx.Done()
	out <- fmt.Sprintf("worker %d: %v", id, context.Cause(ctx))
}

func main() {
	root, cancel := context.WithCancelCause(context.Background())
	out := make(chan string, 4)
	var started sync.WaitGroup
	for i := range 3 {
		ctx := root
		if i == 2 {
			var stop context.CancelFunc
			ctx, stop = context.WithCancel(root)
			defer stop()
		}
		started.Add(1)
		go worker(ctx, i, out, &started)
	}
	started.Wait()
	cancel(errors.New("shutting down"))
	var lines []string
	for range 3 {
		lines = append(lines, <-out)
	}
	sort.Strings(lines)
	fmt.Println(strings.Join(lines, "\n"))
	ctx, done := context.WithTimeout(context.WithValue(context.Background(), "k", "v"), 5*time.Millisecond)
	defer done()
	ticks := 0
loop:
	for {
		select {
		case <-ctx.Done():
			if ticks > 0 {
				break loop
			}
		case <-time.After(time.Millisecond):
			ticks++
		}
	}
	fmt.Println(ticks > 0, ctx.Err(), ctx.Value("k"), errors.Is(ctx.Err(), context.DeadlineExceeded))
}
