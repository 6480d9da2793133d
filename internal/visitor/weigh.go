package visitor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Weigh returns the bytes of heap and stacks that a server in this process
// uses for each live session. It takes n pages live, atOnce at a time.
//
// The visitors do nothing, so this is the weight of a session that has just
// gone live. While it measures, a visitor is a bare connection without a
// goroutine, whose stack would lie between those of the server and keep their
// pages in use.
func Weigh(ctx context.Context, url string, n, atOnce int) (int, error) {
	connections := make([]io.Closer, n)
	defer func() {
		for _, c := range connections {
			if c != nil {
				c.Close()
			}
		}
	}()
	if _, err := goOnce(ctx, url); err != nil { // so that the server makes now what it makes once
		return 0, err
	}
	before := atRest()
	if err := connect(ctx, url, connections, atOnce); err != nil {
		return 0, err
	}
	return max(int(atRest()-before)/n, 1), nil
}

// goOnce takes a page live and leaves.
func goOnce(ctx context.Context, url string) (*Page, error) {
	page, err := Load(ctx, url)
	if err != nil {
		return nil, err
	}
	v, err := GoLive(ctx, page)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", url, err)
	}
	v.Leave()
	return page, nil
}

// connect opens the connections of pages that are live.
func connect(ctx context.Context, url string, connections []io.Closer, atOnce int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(atOnce, len(connections)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(connections) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				var err error
				if connections[i], err = connectOne(ctx, url); err != nil {
					cancel(err) // the first error is returned
				}
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

func connectOne(ctx context.Context, url string) (io.Closer, error) {
	page, err := Load(ctx, url)
	if err != nil {
		return nil, err
	}
	v, err := GoLive(ctx, page)
	if err != nil {
		return nil, err
	}
	defer v.drop() // the connection stays open: it has another handle
	defer v.release()
	tcp, ok := v.conn.NetConn().(*net.TCPConn)
	if !ok {
		return nil, errors.New("keep the connection: it is no plain one")
	}
	file, err := tcp.File()
	if err != nil {
		return nil, fmt.Errorf("keep the connection: %w", err)
	}
	return file, nil
}

// atRest is what is in use when it no longer changes, or after a time limit.
func atRest() int64 {
	last := inUse()
	for range 20 {
		time.Sleep(50 * time.Millisecond)
		now := inUse()
		if change := now - last; max(change, -change)*200 <= now {
			return now
		}
		last = now
	}
	return last
}

// inUse is the bytes of heap and stacks after a garbage collection.
func inUse() int64 {
	runtime.GC()
	runtime.GC() // pools are emptied at the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}
