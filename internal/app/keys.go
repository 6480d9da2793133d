package app

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/pn"
)

// keyTimeout bounds calls of SessionKey and WarmURLs, for which a request or
// the start of the server waits.
const keyTimeout = 5 * time.Second

// keyRunner runs SessionKey in an instance of its own. It makes the instance
// at the first call, and again after a call that had to be stopped.
type keyRunner struct {
	code *interp.Program
	out  io.Writer

	mu       sync.Mutex
	instance *interp.Instance
	key      func(*pn.Request) string
	closed   bool
}

var errKeyTimeout = fmt.Errorf("took longer than %v", keyTimeout)

// sessionKey calls SessionKey, one call at a time unless the program has no
// state.
func (k *keyRunner) sessionKey(r *pn.Request) (key string, err error) {
	k.mu.Lock()
	if err := k.open(); err != nil {
		k.mu.Unlock()
		return "", err
	}
	instance, f := k.instance, k.key
	if k.code.Shared() {
		k.mu.Unlock() // a shared program has no state that calls could change
	} else {
		defer k.mu.Unlock()
	}
	if f == nil {
		return "", errors.New("the script has no SessionKey")
	}
	err = bounded(instance, "SessionKey", func() { key = f(r) })
	if errors.Is(err, errKeyTimeout) {
		k.discard(instance)
	}
	return key, err
}

// warmURLs calls WarmURLs in an instance for this call.
func (k *keyRunner) warmURLs() (urls []string, err error) {
	instance, err := k.code.New(interp.Env{Stdout: k.out, Stderr: k.out})
	if err != nil {
		return nil, err
	}
	defer instance.Kill()
	f, err := instance.Func("WarmURLs")
	if err != nil {
		return nil, err
	}
	err = bounded(instance, "WarmURLs", func() { urls = f.Interface().(func() []string)() })
	return urls, err
}

// bounded calls a function of a script, and stops the instance when it takes
// longer than keyTimeout.
func bounded(instance *interp.Instance, what string, call func()) (err error) {
	limit := time.AfterFunc(keyTimeout, instance.Kill)
	defer func() {
		if !limit.Stop() {
			err = fmt.Errorf("%s %w", what, errKeyTimeout)
		}
	}()
	defer recoverTo(&err, what, scriptRun{instance: instance}.Explain)
	instance.Work(call)
	return nil
}

// open makes the instance if there is none. The caller holds k.mu.
func (k *keyRunner) open() error {
	if k.instance != nil || k.closed {
		return nil
	}
	instance, err := k.code.New(interp.Env{Stdout: k.out, Stderr: k.out})
	if err != nil {
		return err
	}
	f, err := instance.Func("SessionKey")
	if err != nil {
		instance.Kill()
		return err
	}
	k.instance, k.key = instance, f.Interface().(func(*pn.Request) string)
	return nil
}

// discard drops an instance that was stopped. The caller holds k.mu, unless
// the program is shared.
func (k *keyRunner) discard(stopped *interp.Instance) {
	if k.code.Shared() {
		k.mu.Lock()
		defer k.mu.Unlock()
	}
	if k.instance == stopped {
		k.instance, k.key = nil, nil
	}
}

// close stops the instance. Later calls of sessionKey fail.
func (k *keyRunner) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	if k.instance != nil && !k.code.Shared() {
		k.instance.Kill()
	}
	k.instance, k.key = nil, nil
}
