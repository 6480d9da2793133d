package app

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/panelgo/panelgo/internal/session"
)

// keyTimeout bounds calls of SessionKey and WarmURLs, for which a request or
// the start of the server waits.
const keyTimeout = 5 * time.Second

// errKeyTimeout is the cause of calls that were given up.
var errKeyTimeout = fmt.Errorf("took longer than %v", keyTimeout)

// left counts the calls that were given up and have not returned.
var left atomic.Int64

// Left is the number of goroutines, of all apps of this process, on which a
// SessionKey or WarmURLs runs that was given up and could not be stopped.
func Left() int { return int(left.Load()) }

// call calls a function of an app, which is called what, on a goroutine of its
// own. After keyTimeout, or when ctx is done, it kills the run and returns; what
// cannot be stopped is left behind.
func call[T any](ctx context.Context, what string, run session.Run, f func() T) (T, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, keyTimeout, errKeyTimeout)
	defer cancel()
	type result struct {
		value T
		err   error
	}
	done := make(chan result) // taken, or nobody waits
	go func() {
		var r result
		defer func() {
			if v := recover(); v != nil {
				r.err = fmt.Errorf("%s: %w", what, run.Explain(v))
			}
			select {
			case done <- r:
			case <-ctx.Done():
				left.Add(-1)
			}
		}()
		run.Work(func() { r.value = f() })
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
	}
	left.Add(1)
	run.Kill()
	var none T
	err := fmt.Errorf("%s %w", what, context.Cause(ctx))
	if at := run.Where(); at != "" {
		err = fmt.Errorf("%s: %w", at, err)
	}
	return none, err
}
