package visitor

import (
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"sync"
	"time"
)

// InUse is the bytes of heap and stacks that this process uses, after a
// collection.
func InUse() int64 {
	runtime.GC()
	runtime.GC() // pools let go at the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

// atRest is InUse once it stays the same, or has had its time.
func atRest() int64 {
	last := InUse()
	for range 20 {
		time.Sleep(50 * time.Millisecond)
		now := InUse()
		if change := now - last; max(change, -change)*200 <= now {
			return now
		}
		last = now
	}
	return last
}

// makeGoroutines has the runtime make what it keeps of n goroutines for good,
// so that those of the visitors do not weigh with the server's.
func makeGoroutines(n int) {
	gate := make(chan struct{})
	var all sync.WaitGroup
	for range n {
		all.Go(func() { <-gate })
	}
	close(gate)
	all.Wait()
}

// hollow lets go of everything but the connection, which stays open: to the
// server nothing has changed, and in this process nothing of the visitor is
// left that would weigh anything.
func (v *Visitor) hollow() (io.Closer, error) {
	tcp, ok := v.conn.NetConn().(*net.TCPConn)
	if !ok {
		return nil, errors.New("the connection is no plain one")
	}
	file, err := tcp.File()
	if err != nil {
		return nil, fmt.Errorf("keep the connection: %w", err)
	}
	v.release()
	v.drop()
	return file, nil
}
