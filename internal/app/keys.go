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

// keyTimeout bounds SessionKey and WarmURLs: they stand between a request and
// its answer.
const keyTimeout = 5 * time.Second

// keyRunner is the run of a script that answers SessionKey. It is made at the
// first call, and made anew when a call had to be stopped.
type keyRunner struct {
	code *interp.Program
	out  io.Writer

	mu       sync.Mutex
	instance *interp.Instance
	key      func(*pn.Request) string
	closed   bool
}

var errKeyTimeout = fmt.Errorf("took longer than %v", keyTimeout)

func (k *keyRunner) sessionKey(r *pn.Request) (key string, err error) {
	k.mu.Lock()
	if err := k.open(); err != nil {
		k.mu.Unlock()
		return "", err
	}
	instance, f := k.instance, k.key
	if k.code.Shared() {
		k.mu.Unlock() // nothing in it can change, so calls need not wait for each other
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

// bounded calls a script's function and stops it when it takes too long.
func bounded(instance *interp.Instance, what string, call func()) (err error) {
	limit := time.AfterFunc(keyTimeout, instance.Kill)
	defer func() {
		if !limit.Stop() {
			err = fmt.Errorf("%s %w", what, errKeyTimeout)
		}
	}()
	defer recoverTo(&err, what, scriptRun{instance: instance}.Explain)
	call()
	return nil
}

// open makes the instance. The caller holds k.mu.
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

// discard drops an instance that was stopped. When calls wait for each other
// the caller holds k.mu, otherwise it does not.
func (k *keyRunner) discard(stopped *interp.Instance) {
	if k.code.Shared() {
		k.mu.Lock()
		defer k.mu.Unlock()
	}
	if k.instance == stopped {
		k.instance, k.key = nil, nil
	}
}

func (k *keyRunner) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	if k.instance != nil && !k.code.Shared() {
		k.instance.Kill()
	}
	k.instance, k.key = nil, nil
}
