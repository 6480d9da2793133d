package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/panelgo/panelgo/internal/logs"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/pn"
)

// scriptProgram loads a script. What it prints goes to out; reading is told of the files
// that it reads by package os, beforehand.
func scriptProgram(slug, path string, imports Imports, out io.Writer, reading func(name string)) (*Program, error) {
	config := imports.Config()
	config.Stdout, config.Stderr, config.OnRead = out, out, reading
	code, err := Check(path, config)
	if err != nil {
		return nil, err
	}
	files, err := appFiles(folderOf(path))
	if err != nil {
		return nil, err
	}
	keys := &keyRunner{code: code, out: out}
	p := &Program{
		slug: slug, version: code.Version(), synopsis: code.Synopsis(), files: files, sources: code.Files(), close: keys.close,
		start: func(ctx context.Context, onPanic func(error)) (session.Run, error) {
			return startScript(ctx, code, out, onPanic)
		},
		positionsOf: func(r visit.Read) []string { return readPositions(code, r) },
	}
	if _, ok := code.Func("SessionKey"); ok {
		p.sessionKey, p.keyIsPure = keys.sessionKey, code.Pure("SessionKey")
	}
	if _, ok := code.Func("WarmURLs"); ok {
		p.warmURLs = keys.warmURLs
	}
	return p, nil
}

// scriptRun is one run of a script.
type scriptRun struct {
	instance *interp.Instance
	app      func(*pn.Session)
}

// startScript makes a run of a script.
func startScript(ctx context.Context, code *interp.Program, out io.Writer, onPanic func(error)) (session.Run, error) {
	instance, err := code.New(ctx, interp.Env{Stdout: out, Stderr: out, OnPanic: func(p *interp.PanicError) { onPanic(scriptError{p}) }})
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
func (r scriptRun) Work(f func())     { r.instance.Work(f) }
func (r scriptRun) Kill()             { r.instance.Kill() }
func (r scriptRun) Goroutines() int   { return r.instance.Goroutines() }
func (r scriptRun) Explain(recovered any) error {
	if recovered == any(interp.ErrEnded) {
		return session.ErrOver
	}
	return scriptError{r.instance.AsPanic(recovered)}
}

func (r scriptRun) Where() string {
	if at := r.instance.Where(); at.Filename != "" {
		return at.String()
	}
	return ""
}

// Ended has the line of a call of os.Exit from where the interpreter was stopped.
func (r scriptRun) Ended() session.Ending {
	err := r.instance.Ended()
	if err == nil {
		return nil
	}
	if p, ok := errors.AsType[*interp.PanicError](err); ok {
		return scriptError{p}
	}
	return scriptError{&interp.PanicError{Value: err, Pos: r.instance.Where()}}
}

// scriptError is a panic of a script, with its line. Its text is cut.
type scriptError struct{ *interp.PanicError }

func (e scriptError) Error() string { return logs.Cut(e.PanicError.Error()) }
func (e scriptError) Unwrap() error { return e.PanicError }

// Ending returns how the script has ended itself, "" when it goes on.
func (e scriptError) Ending() string {
	_, exit := e.Value.(*interp.ExitError)
	switch {
	case exit:
		return "exit"
	case e.Fatal:
		return "fatal"
	}
	return ""
}

// Problem returns the panic as the error overlay shows it.
func (e scriptError) Problem() wire.ProblemItem {
	return wire.ProblemItem{
		File: filepath.Base(e.Pos.Filename), Line: e.Pos.Line, Column: e.Pos.Column,
		Message: logs.Cut(fmt.Sprintf("panic: %v", e.Value)), Source: logs.Cut(e.Line),
	}
}
