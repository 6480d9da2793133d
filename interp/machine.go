package interp

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp/host"
)

// machine is one interpreter with the program in it.
type machine struct {
	yaegi *interp.Interpreter
	host  *host.Host

	killed sync.Once
	failed atomic.Pointer[PanicError] // what ended it, when that was no panic

	mu    sync.Mutex
	funcs map[string]reflect.Value
}

// compile makes an interpreter and compiles the program in it. Nothing of the
// program has run when it returns.
func (p *Program) compile(env Env) (*machine, *interp.Program, error) {
	m := &machine{}
	m.yaegi = interp.New(interp.Options{Stdin: nothing{}, Stdout: nothing{}, Stderr: nothing{}, Args: []string{}, Unrestricted: true})
	c := host.Config{
		Stdin: env.Stdin, Stdout: env.Stdout, Stderr: env.Stderr, Args: []string{p.Path()},
		OnRead:  p.cfg.OnRead,
		OnPanic: func(v any) { p.goroutinePanic(m, v, env.OnPanic) },
		OnFatal: func(pos token.Pos, err error) { p.fatal(m, pos, err, env.OnPanic) },
	}
	if !p.Shared() {
		c.Stop = m.kill
	}
	m.host = p.host.New(c)
	for _, table := range m.host.Symbols() {
		if err := m.yaegi.Use(table); err != nil {
			return nil, nil, fmt.Errorf("interp: use symbols: %w", err)
		}
	}

	// One file of one line stands for all sources: its columns are the program's
	// positions, and yaegi finds imports by file name, which is then the same for
	// every node.
	m.yaegi.FileSet().AddFile(yaegiFile, 1, p.source.Fset.Base())
	if !p.Shared() {
		m.wakeable()
	}
	prog, err := p.compileFile(m)
	return m, prog, err
}

// compileAST is replaced in tests.
var compileAST = (*interp.Interpreter).CompileAST

// compileFile compiles the lowered file. yaegi panics on some constructs that it
// cannot compile, and writes to the process's log.
func (p *Program) compileFile(m *machine) (prog *interp.Program, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = p.compileError(fmt.Sprint(v))
		}
	}()
	defer muteYaegi()()
	prog, err = compileAST(m.yaegi, p.lowered.File)
	if err != nil {
		return nil, p.compileError(err.Error())
	}
	if err := m.host.Attach(m.yaegi, prog); err != nil {
		return nil, p.compileError(err.Error())
	}
	return prog, nil
}

// start makes an interpreter and runs the program's package-level initialisers,
// until ctx is done.
func (p *Program) start(ctx context.Context, env Env) (*machine, error) {
	if env.Stdout == nil {
		env.Stdout = p.cfg.Stdout
	}
	if env.Stderr == nil {
		env.Stderr = p.cfg.Stderr
	}
	m, prog, err := p.compile(env)
	if err != nil {
		return nil, err
	}
	if err := m.start(ctx, prog, p.Shared()); err != nil {
		if exit := m.host.Exited(); exit != nil {
			return nil, exit
		}
		if failed := m.failed.Load(); failed != nil {
			return nil, failed
		}
		if gaveUp, ok := errors.AsType[*givenUpError](err); ok {
			gaveUp.at = p.where(m)
			return nil, gaveUp
		}
		if err == errKilled {
			return nil, err
		}
		failed := p.asPanic(m, panicValue(err))
		if !p.Shared() {
			m.kill()
		}
		return nil, failed
	}
	return m, nil
}

// givenUpError says that the initialisers had not ended when the context was done.
type givenUpError struct {
	at    token.Position // where they were; without a file name when it is unknown
	cause error          // of the context
}

// Error is "file:line:column: the initialisers have not ended: cause".
func (e *givenUpError) Error() string {
	text := "the initialisers have not ended: " + e.cause.Error()
	if e.at.Filename == "" {
		return text
	}
	return e.at.String() + ": " + text
}

func (e *givenUpError) Unwrap() error { return e.cause }

// start runs the initialisers. Of a program that may have to be stopped the last one
// waits for the kill (lower adds it), and start returns meanwhile: what runs later
// uses the variables of that execution.
//
// When ctx is done before the initialisers are, they are stopped; one that waits in
// compiled code is left behind. Those of a shared program run no code that waits.
func (m *machine) start(ctx context.Context, prog *interp.Program, shared bool) error {
	done := make(chan error, 1)
	execute := func() {
		m.host.Work(func() {
			_, err := m.yaegi.Execute(prog)
			done <- err
		})
	}
	if shared {
		execute()
		return <-done
	}
	go execute()
	select {
	case err := <-done: // before the last initialiser: it has panicked, or was stopped
		if m.host.Over() {
			return errKilled
		}
		return err // the caller kills what is left, after it has asked for the text
	case <-m.host.Ready():
		return nil
	case <-ctx.Done():
		m.kill()
		return &givenUpError{cause: context.Cause(ctx)}
	}
}

// wakeable has yaegi compile the channel operations that a kill wakes. yaegi
// does so after its first run under a context; this runs an empty one.
func (m *machine) wakeable() {
	_, _ = m.yaegi.ExecuteWithContext(context.Background(), nil)
}

// kill stops what runs in the interpreter; it does not wait for what runs compiled
// code. Calls into the interpreter fail from then on.
func (m *machine) kill() {
	m.killed.Do(func() {
		m.host.GiveUp() // yaegi would go on with the initialisers
		m.host.End()
	})
}

// function finds a function of the lowered file by its name there.
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
	return m.host.Function(name, f), nil
}
