package interp

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"io"
	"reflect"

	"github.com/panelgo/panelgo/interp/host"
	"github.com/panelgo/panelgo/interp/lower"
)

// Env is the input and output of an instance, and the function that reports
// its panics.
type Env struct {
	// Stdout and Stderr take what the script prints; nil means Config's. The
	// instances of a shared program print to Config's.
	Stdout, Stderr io.Writer

	// Stdin is read by the script; nil is an empty one.
	Stdin io.Reader

	// OnPanic is called for a panic in a goroutine that the script started, and
	// for a call of os.Exit in one: then the value is an *ExitError. When it is
	// nil a panic is written to Stderr.
	OnPanic func(*PanicError)
}

// Instance is a program whose package-level initialisers have run, ready to be
// called. All instances of a shared program use one interpreter.
type Instance struct {
	program *Program
	machine *machine
}

// New makes an instance. A shared program has one interpreter for all, made at
// the first call; otherwise the instance gets an interpreter of its own. The error
// is a *PanicError or an *ExitError when the initialisers end so. When ctx is done
// before they have ended they are killed, and the error, which wraps ctx's cause,
// says where they were.
func (p *Program) New(ctx context.Context, env Env) (*Instance, error) {
	if p.Shared() {
		p.shareMu.Lock()
		defer p.shareMu.Unlock()
		if p.shared == nil {
			m, err := p.start(ctx, Env{})
			if err != nil {
				return nil, err
			}
			p.shared = m
		}
		return &Instance{program: p, machine: p.shared}, nil
	}
	m, err := p.start(ctx, env)
	if err != nil {
		return nil, err
	}
	return &Instance{program: p, machine: m}, nil
}

// Func returns an exported top-level function of the script as a Go function. It
// panics when the script does (see AsPanic), with a *PanicError after what ends a
// process in Go, such as a recursion that is too deep, and fails with ErrEnded once the
// instance was killed.
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
	return reflect.MakeFunc(f.Type(), func(args []reflect.Value) []reflect.Value { return i.call(f, args) }), nil
}

// call calls a function of an instance that is not shared.
func (i *Instance) call(f reflect.Value, args []reflect.Value) (out []reflect.Value) {
	defer func() {
		if failed := i.machine.failed.Load(); failed != nil {
			panic(failed)
		}
	}()
	i.Work(func() {
		if out = f.Call(args); i.machine.host.Over() {
			out = i.machine.host.Refused(f.Type())
		}
	})
	return out
}

// ErrEnded is what calls of a script's functions and methods end with once its
// instance was killed: their last result if that is an error, else a panic.
var ErrEnded = host.ErrEnded

// Main runs func main until it returns or ctx is done; then it kills the instance
// and returns ctx's error. The error of a script that ends itself is *ExitError,
// of one that panics *PanicError. args are os.Args after the program's path.
func (i *Instance) Main(ctx context.Context, args []string) error {
	f, err := i.machine.function(lower.MainName)
	if err != nil {
		return errors.New("interp: the script has no func main")
	}
	i.machine.host.SetArgs(append([]string{i.program.Path()}, args...))
	done := make(chan error, 1)
	go func() {
		defer func() {
			if v := recover(); v == any(ErrEnded) {
				done <- errKilled
			} else if v != nil {
				done <- i.AsPanic(v)
			}
		}()
		i.Work(func() { f.Call(nil) })
		done <- nil
	}()
	select {
	case err = <-done:
	case <-i.machine.host.Killed():
		err = errKilled
	case <-ctx.Done():
		i.Kill()
		err = ctx.Err()
	}
	if exit := i.machine.host.Exited(); exit != nil {
		return exit // whatever came of stopping everything
	}
	if failed := i.machine.failed.Load(); failed != nil {
		return failed
	}
	return err
}

var errKilled = errors.New("interp: the instance was killed")

// Work calls f, which calls functions of the instance or works with its values, and
// is ready for panics of the script. Without Work, compiled code that calls one on a
// goroutine which the script has not entered is taken for code that nobody recovers
// a panic from: the panic goes to OnPanic, and the goroutine ends. Methods of the
// script's types that f calls run in this instance.
func (i *Instance) Work(f func()) { i.machine.host.Work(f) }

// Kill stops every frame that runs in the instance's interpreter; functions of it
// that are called later fail with ErrEnded. It does not end a call that is blocked
// in compiled code. Call it when the instance is no longer needed, for it keeps a
// goroutine until then. It does nothing in a shared program, which cannot run away.
func (i *Instance) Kill() {
	if !i.program.Shared() {
		i.machine.kill()
	}
}

// Where returns the position of the script at which the instance was killed. While
// nothing of it has noticed the kill, because it runs compiled code, that is where the
// function begins that has run for longest. It has no file name when nothing runs, or
// when that is not known.
func (i *Instance) Where() token.Position { return i.program.where(i.machine) }

// where is Where for an interpreter of the program.
func (p *Program) where(m *machine) token.Position {
	return p.source.Fset.Position(m.host.Where())
}

// Goroutines returns how many goroutines that the script has started itself have not
// ended. In a shared program there are none.
func (i *Instance) Goroutines() int { return i.machine.host.Goroutines() }

// Ended returns how the script has ended itself: an *ExitError, or a *PanicError for
// what ends a process in Go, such as a recursion that is too deep; nil when it has
// not. After that nothing of it runs any more.
func (i *Instance) Ended() error {
	if exit := i.machine.host.Exited(); exit != nil {
		return exit
	}
	if failed := i.machine.failed.Load(); failed != nil {
		return failed
	}
	return nil
}
