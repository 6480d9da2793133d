package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/pn"
)

// keyRunner runs SessionKey in an instance of its own. It makes the instance
// at the first call, and again after a call that had to be stopped.
type keyRunner struct {
	code *interp.Program
	out  io.Writer

	mu     sync.Mutex // held for a moment, never while script code runs
	run    *keyRun    // for the next call; nil before the first and after one that was stopped
	closed bool
}

// keyRun is an instance for SessionKey.
type keyRun struct {
	turn      chan struct{} // holds one while a call runs, or the instance is made
	scriptRun               // without an instance until the first call
	key       func(*pn.Request) string
}

// errClosed is the error of calls that come when an edit has replaced the program.
var errClosed = errors.New("there is a newer version of the app")

// sessionKey calls SessionKey, one call at a time unless the program has no
// state. A call that does not return is left behind, and nobody waits for it.
func (k *keyRunner) sessionKey(r *pn.Request) (string, error) {
	ctx, cancel := context.WithTimeoutCause(context.Background(), keyTimeout, errKeyTimeout)
	defer cancel()
	run, err := k.take(ctx)
	if err != nil {
		return "", err
	}
	if k.code.Shared() {
		<-run.turn
	} else {
		defer func() { <-run.turn }()
	}
	key, err := call(context.Background(), "SessionKey", run.scriptRun, func() string { return run.key(r) })
	how := run.Ended()
	if how != nil && (err == nil || errors.Is(err, session.ErrOver)) { // compiled code has swallowed it
		err = fmt.Errorf("SessionKey: %w", how)
	}
	if how != nil || errors.Is(err, errKeyTimeout) {
		k.discard(run)
	}
	return key, err
}

// take waits for the turn of an instance, and makes the instance if there is none.
// The caller gives the turn back.
func (k *keyRunner) take(ctx context.Context) (*keyRun, error) {
	for {
		run, err := k.present()
		if err != nil {
			return nil, err
		}
		select {
		case run.turn <- struct{}{}:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		if now, _ := k.present(); now != run { // it was stopped meanwhile
			<-run.turn
			continue
		}
		if run.instance != nil {
			return run, nil
		}
		if err := k.open(ctx, run); err != nil {
			<-run.turn
			return nil, err
		}
		return run, nil
	}
}

// present returns the run for the next call.
func (k *keyRunner) present() (*keyRun, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return nil, errClosed
	}
	if k.run == nil {
		k.run = &keyRun{turn: make(chan struct{}, 1)}
	}
	return k.run, nil
}

// open makes the instance of a run. The caller has its turn.
func (k *keyRunner) open(ctx context.Context, run *keyRun) error {
	instance, err := k.code.New(ctx, interp.Env{Stdout: k.out, Stderr: k.out})
	if err != nil {
		return err
	}
	f, err := instance.Func("SessionKey")
	if err != nil {
		instance.Kill()
		return err
	}
	run.instance, run.key = instance, f.Interface().(func(*pn.Request) string)
	return nil
}

// discard drops a run that was stopped, or has ended itself.
func (k *keyRunner) discard(stopped *keyRun) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.run == stopped {
		k.run = nil
	}
}

// close lets later calls of sessionKey fail, and stops the instance after the call
// that runs, which it does not wait for.
func (k *keyRunner) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	if run := k.run; run != nil {
		go func() {
			run.turn <- struct{}{} // a call takes no longer than keyTimeout
			if run.instance != nil {
				run.Kill()
			}
		}()
	}
	k.run = nil
}

// warmURLs calls WarmURLs in an instance for this call.
func (k *keyRunner) warmURLs(ctx context.Context) ([]string, error) {
	within, cancel := context.WithTimeoutCause(ctx, keyTimeout, errKeyTimeout)
	defer cancel()
	instance, err := k.code.New(within, interp.Env{Stdout: k.out, Stderr: k.out})
	if err != nil {
		return nil, err
	}
	defer instance.Kill()
	f, err := instance.Func("WarmURLs")
	if err != nil {
		return nil, err
	}
	return call(ctx, "WarmURLs", scriptRun{instance: instance}, f.Interface().(func() []string))
}
