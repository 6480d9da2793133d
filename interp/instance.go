package interp

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"io"
	"reflect"

	"github.com/traefik/yaegi/interp"
)

// Env is where an instance's output and accidents go.
type Env struct {
	// Stdout and Stderr take what the script prints; nil means Config's. The
	// instances of a shared program print to Config's.
	Stdout, Stderr io.Writer

	// Stdin is read by the script; nil is an empty one.
	Stdin io.Reader

	// OnPanic is told of a panic in a goroutine that the script started, and
	// of a call of os.Exit in one: then the value is an *ExitError. When it is
	// nil a panic is written to Stderr.
	OnPanic func(*PanicError)
}

// Instance is a program ready to be called. Of a shared program all instances
// are one.
type Instance struct {
	program *Program
	machine *machine
}

// New makes an instance: for a shared program cheaply, around the interpreter
// there is; else with an interpreter of its own.
func (p *Program) New(env Env) (*Instance, error) {
	if p.Shared() {
		p.shareMu.Lock()
		defer p.shareMu.Unlock()
		if p.shared == nil {
			m, err := p.start(Env{})
			if err != nil {
				return nil, err
			}
			p.shared = m
		}
		return &Instance{program: p, machine: p.shared}, nil
	}
	m, err := p.start(env)
	if err != nil {
		return nil, err
	}
	return &Instance{program: p, machine: m}, nil
}

// start makes an interpreter and runs the program's package-level initialisers.
func (p *Program) start(env Env) (*machine, error) {
	out, err := env.Stdout, env.Stderr
	if out == nil {
		out = p.cfg.Stdout
	}
	if err == nil {
		err = p.cfg.Stderr
	}
	m, prog, compileErr := p.compile(newStreams(env.Stdin, out, err), env.OnPanic)
	if compileErr != nil {
		return nil, compileErr
	}
	if err := m.start(prog, p.Shared()); err != nil {
		if exit := m.host.exited.Load(); exit != nil {
			return nil, exit
		}
		return nil, p.asPanic(m, panicValue(err))
	}
	return m, nil
}

// start runs the initialisers. yaegi stops its frames, and wakes what waits for
// a channel, when the context is cancelled under which it runs a program. So
// that of a script that may have to be stopped does not end: its last
// initialiser waits for the kill, and start goes on meanwhile.
func (m *machine) start(prog *interp.Program, shared bool) error {
	if shared {
		_, err := m.yaegi.Execute(prog)
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel
	m.host.ready, m.host.killed = make(chan struct{}), make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		_, err := m.yaegi.ExecuteWithContext(ctx, prog)
		close(m.host.killed)
		failed <- err
	}()
	select {
	case err := <-failed:
		cancel()
		return err
	case <-m.host.ready:
		return nil
	}
}

// wakeable has yaegi compile the channel operations that a kill wakes. It does
// so once anything was run under a context; nothing, here.
func (m *machine) wakeable() {
	_, _ = m.yaegi.ExecuteWithContext(context.Background(), nil)
}

// kill stops what runs in the interpreter, and returns when it stands still.
func (m *machine) kill() {
	m.cancel()
	<-m.host.killed
}

// Func gives a top-level function of the script as a Go function. It panics with
// a *PanicError when the script recurses too deep.
func (i *Instance) Func(name string) (reflect.Value, error) {
	if !token.IsExported(name) {
		return reflect.Value{}, fmt.Errorf("interp: function %s is not exported", name)
	}
	if _, ok := i.program.Func(name); !ok {
		return reflect.Value{}, fmt.Errorf("interp: the script has no function %s", name)
	}
	f, err := i.machine.function(name)
	if err != nil || i.program.Shared() {
		return f, err
	}
	return reflect.MakeFunc(f.Type(), func(args []reflect.Value) []reflect.Value {
		out := f.Call(args)
		if failed := i.machine.host.failed.Load(); failed != nil {
			panic(failed)
		}
		return out
	}), nil
}

func (m *machine) function(name string) (reflect.Value, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.funcs == nil {
		m.funcs = m.yaegi.Symbols("main")["main"]
	}
	f, ok := m.funcs[name]
	if !ok || f.Kind() != reflect.Func {
		return reflect.Value{}, fmt.Errorf("interp: no function %s", name)
	}
	return f, nil
}

// Main runs func main until it returns or ctx is done. A script that ends
// itself gives *ExitError, one that panics *PanicError.
func (i *Instance) Main(ctx context.Context, args []string) error {
	f, err := i.machine.function(mainName)
	if err != nil {
		return errors.New("interp: the script has no func main")
	}
	i.machine.host.args = append([]string{i.program.path}, args...)
	done := make(chan error, 1)
	go func() {
		defer func() {
			if v := recover(); v != nil {
				done <- i.AsPanic(v)
			}
		}()
		f.Call(nil)
		done <- nil
	}()
	select {
	case err = <-done:
	case <-i.machine.host.killed:
		err = errKilled
	case <-ctx.Done():
		i.Kill()
		err = ctx.Err()
	}
	if exit := i.machine.host.exited.Load(); exit != nil {
		return exit // whatever came of stopping everything
	}
	if failed := i.machine.host.failed.Load(); failed != nil {
		return failed
	}
	return err
}

var errKilled = errors.New("interp: the instance was killed")

// Kill stops every frame that runs in the instance's interpreter, and whatever
// is called in it later gives zero values. It does not end a call blocked in
// compiled code. Call it when the instance is no longer needed, for it keeps a
// goroutine until then. Of a shared program, which cannot run away, nothing is
// stopped.
func (i *Instance) Kill() {
	if !i.program.Shared() {
		i.machine.kill()
	}
}

// AsPanic turns a value recovered while running script code into an error
// with the script's position. Call it on the goroutine that recovered.
func (i *Instance) AsPanic(recovered any) *PanicError {
	if failed, ok := recovered.(*PanicError); ok {
		return failed
	}
	return i.program.asPanic(i.machine, recovered)
}

// goroutinePanic is what becomes of a panic in a goroutine of the script.
func (p *Program) goroutinePanic(m *machine, v any, onPanic func(*PanicError)) {
	_, exit := v.(*ExitError)
	e := p.asPanic(m, v)
	switch {
	case onPanic != nil:
		onPanic(e)
	case !exit:
		fmt.Fprintln(m.host.io.err, e.Detail())
	}
}
