package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

type key string
type userKey struct{}

func work(ctx context.Context, n int) (int, error) {
	for i := range n {
		select {
		case <-ctx.Done():
			return i, ctx.Err()
		default:
		}
	}
	return n, nil
}

func main() {
	ctx := context.WithValue(context.Background(), key("id"), 42)
	ctx = context.WithValue(ctx, userKey{}, "bob")
	fmt.Println(ctx.Value(key("id")), ctx.Value("id"), ctx.Value(userKey{}), ctx.Value(key("zz")))
	c, cancel := context.WithCancel(ctx)
	fmt.Println(c.Err(), c.Value(userKey{}))
	fmt.Println(work(c, 5))
	cancel()
	<-c.Done()
	fmt.Println(c.Err(), errors.Is(c.Err(), context.Canceled))
	fmt.Println(work(c, 5))
	d, cancel := context.WithTimeout(ctx, time.Millisecond)
	defer cancel()
	<-d.Done()
	fmt.Println(d.Err(), context.Cause(d))
	e, fail := context.WithCancelCause(ctx)
	fail(io.ErrUnexpectedEOF)
	fmt.Println(e.Err(), context.Cause(e))
	child, cancel2 := context.WithCancel(e)
	defer cancel2()
	fmt.Println(child.Err(), context.Cause(child))
	_, has := ctx.Deadline()
	fmt.Println(has)
	done := make(chan string)
	f, stop := context.WithCancel(ctx)
	context.AfterFunc(f, func() { done <- "after" })
	stop()
	fmt.Println(<-done)
	fmt.Println(context.WithoutCancel(f).Err())
}
