package host

import (
	"bufio"
	"go/token"
	"io"
	"log"
	"log/slog"
	"maps"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/engine"
	"github.com/panelgo/panelgo/interp/rtype"
	"github.com/panelgo/panelgo/interp/web"
)

// Config says what an interpreter's host is to do for it.
type Config struct {
	Stdin          io.Reader // nil is an empty one
	Stdout, Stderr io.Writer // nil discards
	Args           []string  // os.Args

	// Stop calls End, unless that was called. It is called on the script's goroutines.
	// nil says that the interpreter is shared by instances and cannot be stopped.
	Stop func()

	// OnPanic is given the value of a panic that left a goroutine which the
	// script started, on that goroutine.
	OnPanic func(value any)

	// OnRead is told of the names of files and folders before the script reads them, on
	// its goroutines. It may be nil.
	OnRead func(name string)

	// OnFatal is told of what ends a process in Go, before Stop is called.
	OnFatal func(at token.Pos, err error)
}

// Host is the Go side of one interpreter: its streams, and what lowered code
// calls. Its methods are safe for concurrent use.
type Host struct {
	program *Program
	config  Config

	io      *streams
	args    []string
	scan    *bufio.Reader
	logger  *log.Logger
	slogger *slog.Logger
	web     web.Defaults // of net/http

	engine   *engine.Engine
	deferred deferStack
	maps     sync.Mutex // held while a map is used, in a program with several goroutines

	dynamic []*dynamicType     // by number
	inners  sync.Map           // Go's types of the script → yaegi's
	nesting sync.Map           // types of values that were printed → whether they nest
	self    weak.Pointer[Host] // for what must not keep the host

	goroutines atomic.Int64 // that the script has started and that have not ended

	pending *pendings      // what compiled code is to call
	running running        // the calls by compiled code
	stopped chan token.Pos // takes the position where the interpreter was stopped
	start   atomic.Int32   // how far the initialisers are
	entered atomic.Int64   // the position of the function that they called last

	ready  chan struct{}             // closed when the initialisers have run
	killed chan struct{}             // closed when the run has ended; nil in one that cannot be stopped
	exited atomic.Pointer[ExitError] // how the script ended itself, if it did
	exiter atomic.Uintptr            // the goroutine that did it
}

// New makes the host of an interpreter of the program.
func (p *Program) New(c Config) *Host {
	h := &Host{program: p, config: c, io: newStreams(c.Stdin, c.Stdout, c.Stderr), args: c.Args, stopped: make(chan token.Pos, 1)}
	if c.Stop != nil {
		h.ready, h.killed = make(chan struct{}), make(chan struct{})
		h.start.Store(starting)
	}
	h.dynamic = make([]*dynamicType, p.boxes.Len()+1)
	for i := range p.boxes.Len() {
		h.dynamic[i+1] = &dynamicType{typ: p.boxes.Type(i + 1)}
	}
	h.self = weak.Make(h)
	h.pending = &pendings{}
	h.web.Log = h.log()
	return h
}

// Symbols returns what the interpreter is to be given: the symbols of compiled
// packages that the program mentions, and those that are this host's own.
//
// A key "fmt/fmt" would make yaegi compile its own copies of generic packages
// for every interpreter; "fmt//fmt" names the same package.
func (h *Host) Symbols() []compiled.Symbols {
	p := h.program
	hosted := h.symbols(p.lent)
	maps.DeleteFunc(hosted, func(name string, _ reflect.Value) bool { return !p.hosted[name] })
	own := compiled.Symbols{hostKey: hosted}
	add := func(key, name string, v reflect.Value) {
		if own[key] == nil {
			own[key] = map[string]reflect.Value{}
		}
		own[key][name] = v
	}
	for _, b := range p.bound {
		f := crossingFunc{function: h.bind(b.path, b.name)}
		if !readers[b.path] && p.crosses(&f, b.path, b.name) { // those that print or encode see to it: see checked
			f.function = h.guard(f)
		}
		add(b.key, b.name, f.function)
	}
	for name, f := range p.crossing {
		add(name.key, name.name, h.guard(f))
	}
	var copies compiled.Copies
	for _, v := range p.variables {
		add(v.key, v.name, copies.Variable(v.value))
	}
	return []compiled.Symbols{p.symbols, own}
}

// Attach has the engine run what yaegi has compiled. It must be called once,
// before the program is executed.
func (h *Host) Attach(yaegi *interp.Interpreter, compiled *interp.Program) (err error) {
	c := engine.Host{Instead: h.instead, Enter: h.bound, Within: h.within, Cross: h.cross, Refused: h.refused, Stopped: h.stoppedAt, Goroutine: rtype.Goroutine, Fail: fail, Value: plainValue}
	if h.program.concurrent {
		c.Maps = &h.maps
	}
	h.engine, err = engine.New(yaegi, compiled, c)
	return err
}

// Recovered says where a recovered panic of the script was, and what Go would
// have panicked with. It must be called on the goroutine that recovered.
func (h *Host) Recovered(value any) *engine.Panic { return h.engine.Recovered(value) }

// Function returns a declared function of the script, of which yaegi has made theirs.
func (h *Host) Function(name string, theirs reflect.Value) reflect.Value {
	return h.engine.Function(name, theirs)
}

// Stderr is where the script's error output goes.
func (h *Host) Stderr() io.Writer { return h.io.err }

// SetArgs sets os.Args.
func (h *Host) SetArgs(args []string) { h.args = args }

// Ready is closed when the program's initialisers have run; nil in a host that
// cannot be stopped.
func (h *Host) Ready() <-chan struct{} { return h.ready }

// Killed is closed when the run has ended; nil in a host that cannot be stopped.
func (h *Host) Killed() <-chan struct{} { return h.killed }

// End ends the run: everything in the interpreter stops, timers and calls into it as
// well, and what the program has open in net/http is closed. It must be called once.
func (h *Host) End() {
	h.engine.Stop()
	close(h.killed)
	h.pending.end()
	h.web.End()
}

// Exited returns how the script ended itself, nil when it did not.
func (h *Host) Exited() *ExitError { return h.exited.Load() }

// ExitError is what os.Exit and log.Fatal of a script become.
type ExitError struct {
	Code int // 0 to 125 as a rule; what the script gave
}

// Error says with which code the script ended itself.
func (e *ExitError) Error() string { return "script called os.Exit(" + strconv.Itoa(e.Code) + ")" }

// exit ends the script, not the process. Everything in the interpreter stops
// first, so that no deferred function of the script sees the panic.
func (h *Host) exit(code int) {
	exit := &ExitError{Code: code}
	if h.exited.CompareAndSwap(nil, exit) {
		h.exiter.Store(rtype.Goroutine())
	}
	h.config.Stop()
	panic(exit)
}

// goroutine starts what a go statement says.
func (h *Host) goroutine(f func()) {
	n := h.goroutines.Add(1)
	if n > maxGoroutines {
		h.goroutines.Add(-1)
		panic(runtimeError("more than " + strconv.Itoa(maxGoroutines) + " goroutines of a script at once"))
	}
	if n%turnStarts == 0 {
		h.engine.Turn()
	}
	go func() {
		defer h.goroutines.Add(-1)
		f() // a literal of the script, which crosses into it; see cross
	}()
}

// hold says that the script is ready, and keeps its initialisers running until
// the instance is killed.
func (h *Host) hold() {
	if h.start.CompareAndSwap(starting, started) {
		close(h.ready)
	}
	<-h.killed
}
