package interp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
)

// What package context does with a context that a script implements ends neither the
// process nor the session, and ends with that.
func TestContextsOfScripts(t *testing.T) {
	const source = `package main
import ("context"; "fmt"; "time")
var n int
type own struct{ done chan struct{}; err error }
func (c *own) Deadline() (time.Time, bool) { return time.Time{}, false }
func (c *own) Done() <-chan struct{} { return c.done }
func (c *own) Err() error { return c.err }
func (c *own) Value(any) any { return nil }
func Show() string { n++; c := &own{done: make(chan struct{})}; BODY }
func use() { _ = fmt.Sprint }
`
	tests := []struct{ name, body, want string }{
		{"an error", `ctx, _ := context.WithCancel(c); c.err = fmt.Errorf("over"); close(c.done); <-ctx.Done(); return ctx.Err().Error()`, "over"},
		{"no error", `ctx, _ := context.WithCancel(c); close(c.done); <-ctx.Done(); return ctx.Err().Error()`, "the context is done, and its Err returns nil"},
		{"no error, done before", `close(c.done); ctx, _ := context.WithTimeout(c, time.Hour); <-ctx.Done(); return ctx.Err().Error()`, "the context is done, and its Err returns nil"},
		{"a function", `ran := make(chan bool); context.AfterFunc(c, func() { ran <- true }); close(c.done); return fmt.Sprint(<-ran)`, "true"},
		{"a function that is stopped", `stop := context.AfterFunc(c, func() { n = -1 }); s := fmt.Sprint(stop(), stop()); close(c.done); time.Sleep(time.Millisecond); return s + fmt.Sprint(n)`, "true false1"},
		{"a cancelled child", `ctx, cancel := context.WithCancelCause(c); cancel(fmt.Errorf("why")); return fmt.Sprint(ctx.Err(), " ", context.Cause(ctx))`, "context canceled why"},
		{"a child of a child", `ctx, _ := context.WithCancel(c); ctx, _ = context.WithTimeout(context.WithValue(ctx, "k", "v"), time.Hour); c.err = fmt.Errorf("over"); close(c.done); <-ctx.Done(); return fmt.Sprint(ctx.Err(), ctx.Value("k"))`, "overv"},
		{"a deadline", `_ = c; ctx, _ := context.WithDeadlineCause(context.Background(), time.Now(), fmt.Errorf("late")); <-ctx.Done(); return fmt.Sprint(ctx.Err(), " ", context.Cause(ctx))`, "context deadline exceeded late"},
		{"contexts without end", `defer func() { n = 0 }(); for { context.WithCancel(c) }`, "more than 20000 goroutines of a script at once"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := load(t, strings.Replace(source, "BODY", test.body, 1), interp.Config{})
			if err != nil {
				t.Fatal(err)
			}
			instance, err := p.New(t.Context(), interp.Env{})
			if err != nil {
				t.Fatal(err)
			}
			c := counter{instance, t}
			got := func() (text any) {
				defer func() {
					if v := recover(); v != nil {
						text = fmt.Sprint(v)
					}
				}()
				return c.call("Show")
			}()
			if !strings.Contains(fmt.Sprint(got), test.want) {
				t.Errorf("it gives %v, want %s", got, test.want)
			}
			instance.Kill()
			waitfor.NoGoroutines(t)
		})
	}
}
