package server

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/pn"
)

// interpreted makes the program of a script.
func interpreted(slug, path string, tables []interp.Symbols, out io.Writer) (*program, error) {
	code, err := interp.Load(path, interp.Config{Symbols: tables, Starters: symbols.Starters, Stdout: out, Stderr: out})
	if err != nil {
		return nil, err
	}
	if err := FulfilsContract(code); err != nil {
		return nil, err
	}
	files, err := appFiles(folderOf(path))
	if err != nil {
		return nil, err
	}
	keys := &keeper{code: code, out: out}
	p := &program{
		slug: slug, version: code.Version(), synopsis: code.Synopsis(), files: files, sources: code.Files(), close: keys.close,
		start:       func(onPanic func(error)) (session.Run, error) { return startScript(code, out, onPanic) },
		positionsOf: func(r pn.Read) []string { return readPositions(code, r) },
	}
	if _, ok := code.Func("SessionKey"); ok {
		p.sessionKey, p.keyIsPure = keys.sessionKey, code.Pure("SessionKey")
	}
	if _, ok := code.Func("WarmURLs"); ok {
		p.warmURLs = keys.warmURLs
	}
	return p, nil
}

// contract is what a script may define for the server.
var contract = []struct {
	name, signature string
	required        bool
}{
	{"App", "func(*pn.Session)", true},
	{"SessionKey", "func(*pn.Request) string", false},
	{"WarmURLs", "func() []string", false},
}

// FulfilsContract reports every function of the contract that is missing or
// has another type.
func FulfilsContract(code *interp.Program) error {
	var wrong interp.Diagnostics
	for _, want := range contract {
		f, ok := code.Func(want.name)
		switch {
		case !ok && want.required:
			return fmt.Errorf("%s has no func %s: an app needs %s", code.Path(), want.name,
				strings.Replace(want.signature, "func", "func "+want.name, 1))
		case ok && f.Type != want.signature:
			wrong = append(wrong, interp.Diagnostic{Pos: f.Pos, Message: fmt.Sprintf("%s is a %s, but must be a %s", want.name, f.Type, want.signature)})
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}

// scriptRun is one run of a script.
type scriptRun struct {
	instance *interp.Instance
	app      func(*pn.Session)
}

func startScript(code *interp.Program, out io.Writer, onPanic func(error)) (session.Run, error) {
	instance, err := code.New(interp.Env{Stdout: out, Stderr: out, OnPanic: func(p *interp.PanicError) { onPanic(scriptError{p}) }})
	if err != nil {
		return nil, err
	}
	f, err := instance.Func("App")
	if err != nil {
		instance.Kill()
		return nil, err
	}
	return scriptRun{instance, f.Interface().(func(*pn.Session))}, nil
}

func (r scriptRun) App(s *pn.Session) { r.app(s) }
func (r scriptRun) Kill()             { r.instance.Kill() }
func (r scriptRun) Explain(recovered any) error {
	return scriptError{r.instance.AsPanic(recovered)}
}

// scriptError is a panic of a script, with its line.
type scriptError struct{ *interp.PanicError }

func (e scriptError) Unwrap() error { return e.PanicError }

// Problem is the panic as the error overlay shows it.
func (e scriptError) Problem() wire.ProblemItem {
	return wire.ProblemItem{
		File: filepath.Base(e.Pos.Filename), Line: e.Pos.Line, Column: e.Pos.Column,
		Message: fmt.Sprintf("panic: %v", e.Value), Source: e.Line,
	}
}

// keyTimeout bounds SessionKey and WarmURLs: they stand between a request and
// its answer.
const keyTimeout = 5 * time.Second

// keeper is the run of a script that answers SessionKey. It is made at the
// first call, and made anew when a call had to be stopped.
type keeper struct {
	code *interp.Program
	out  io.Writer

	mu       sync.Mutex
	instance *interp.Instance
	key      func(*pn.Request) string
	closed   bool
}

var errKeyTimeout = fmt.Errorf("took longer than %v", keyTimeout)

func (k *keeper) sessionKey(r *pn.Request) (key string, err error) {
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

func (k *keeper) warmURLs() (urls []string, err error) {
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
func (k *keeper) open() error {
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
func (k *keeper) discard(stopped *interp.Instance) {
	if k.code.Shared() {
		k.mu.Lock()
		defer k.mu.Unlock()
	}
	if k.instance == stopped {
		k.instance, k.key = nil, nil
	}
}

func (k *keeper) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	if k.instance != nil && !k.code.Shared() {
		k.instance.Kill()
	}
	k.instance, k.key = nil, nil
}
