package host

import (
	"context"
	"errors"
	"reflect"
	"time"
)

// Package context starts a goroutine for a context that has a parent which a script
// implements, and ends the process when that is done without an error. A timer of a
// context keeps all that the context has, for as long as it goes. So the contexts that a
// script makes have a parent of the host's between them and theirs.

// parentContext is a context as the parent of another one. When the run has ended it
// calls no method of the script's: it is asked by timers, and by the owner of the
// instance who ends them.
type parentContext struct {
	context.Context
	host *Host
	end  *pending // ends the child with the run; nil when it has no timer
}

// parent returns a context as the parent of another one: itself, if it is Go's own.
func (h *Host) parent(ctx context.Context) context.Context {
	if ctx == nil || h.program.real.id(reflect.TypeOf(ctx)) == 0 {
		return ctx
	}
	return &parentContext{Context: ctx, host: h}
}

// Done is nil when the run has ended.
func (c *parentContext) Done() <-chan struct{} {
	if c.host.Over() {
		return nil
	}
	return c.Context.Done()
}

// Value knows no key when the run has ended.
func (c *parentContext) Value(key any) any {
	if c.host.Over() {
		return nil
	}
	return c.Context.Value(key)
}

// Err is not nil when Done is closed.
func (c *parentContext) Err() error {
	if c.host.Over() {
		return ErrEnded
	}
	err := c.Context.Err()
	if err == nil {
		select {
		case <-c.Done():
			err = errors.New("the context is done, and its Err returns nil")
		default:
		}
	}
	return err
}

// AfterFunc calls f when the context is done, on a goroutine that counts as one of the
// script's and ends with it. Package context calls it in place of starting its own.
func (c *parentContext) AfterFunc(f func()) (stop func() bool) {
	stopped, cancel := context.WithCancel(context.Background())
	c.host.goroutine(func() {
		select {
		case <-c.Done():
			if stopped.Err() == nil {
				f()
			}
		case <-stopped.Done():
		case <-c.host.killed:
		}
	})
	return func() bool {
		was := stopped.Err() == nil
		cancel()
		return was
	}
}

// withDeadline is context.WithDeadlineCause. The context ends with the run, for its timer
// would keep it until the deadline.
func (h *Host) withDeadline(parent context.Context, d time.Time, cause error) (context.Context, context.CancelFunc) {
	if parent == nil {
		return context.WithDeadlineCause(parent, d, cause) // which panics as the script expects
	}
	end := &pending{}
	ctx, cancel := context.WithDeadlineCause(&parentContext{Context: parent, host: h, end: end}, d, cause)
	end.stop = func() bool { cancel(); return true }
	h.pending.add(end)
	return ctx, cancel
}

// contexts are the functions of package context that have a parent, as the host's own.
var contexts = map[string]func(h *Host) any{
	"AfterFunc": func(h *Host) any { return h.contextAfterFunc },
	"WithCancel": func(h *Host) any {
		return func(parent context.Context) (context.Context, context.CancelFunc) {
			return context.WithCancel(h.parent(parent))
		}
	},
	"WithCancelCause": func(h *Host) any {
		return func(parent context.Context) (context.Context, context.CancelCauseFunc) {
			return context.WithCancelCause(h.parent(parent))
		}
	},
	"WithDeadline": func(h *Host) any {
		return func(parent context.Context, d time.Time) (context.Context, context.CancelFunc) {
			return h.withDeadline(parent, d, nil)
		}
	},
	"WithDeadlineCause": func(h *Host) any { return h.withDeadline },
	"WithTimeout": func(h *Host) any {
		return func(parent context.Context, d time.Duration) (context.Context, context.CancelFunc) {
			return h.withDeadline(parent, time.Now().Add(d), nil)
		}
	},
	"WithTimeoutCause": func(h *Host) any {
		return func(parent context.Context, d time.Duration, cause error) (context.Context, context.CancelFunc) {
			return h.withDeadline(parent, time.Now().Add(d), cause)
		}
	},
}
