package interp

import (
	"bufio"
	"errors"
	"fmt"
	"go/token"
	"io"
	"log"
	"log/slog"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/panelgo/panelgo/interp/engine"
)

// hostPackage is the import path under which lowered code finds what it needs
// of Go. No script can spell it.
const hostPackage = mark + "host"

var loggerType = reflect.TypeFor[log.Logger]()

// stdio is what os.Stdin, os.Stdout and os.Stderr are to a script: the
// session's own, not the process's. The checker shows this type, so a use that
// needs the real *os.File is refused.
type stdio struct {
	in   io.Reader
	out  io.Writer
	name string
	fd   uintptr
}

// Read reads what the script is given as input.
func (s *stdio) Read(p []byte) (int, error) { return s.in.Read(p) }

// Write writes to where the script's output goes.
func (s *stdio) Write(p []byte) (int, error) { return s.out.Write(p) }

// WriteString writes a string.
func (s *stdio) WriteString(text string) (int, error) { return io.WriteString(s.out, text) }

// Name is the file's name.
func (s *stdio) Name() string { return s.name }

// Fd is the number the file would have.
func (s *stdio) Fd() uintptr { return s.fd }

// Sync does nothing: writes are not buffered.
func (s *stdio) Sync() error { return nil }

// Close does nothing: the streams outlive the script.
func (s *stdio) Close() error { return nil }

var errNoStdin = errors.New("a script has no standard input")

type noInput struct{}

func (noInput) Read([]byte) (int, error) { return 0, io.EOF }

type noOutput struct{}

func (noOutput) Write([]byte) (int, error) { return 0, errNoStdin }

// streams are an instance's standard files.
type streams struct{ in, out, err *stdio }

func newStreams(in io.Reader, out, err io.Writer) *streams {
	if in == nil {
		in = noInput{}
	}
	if out == nil {
		out = io.Discard
	}
	if err == nil {
		err = io.Discard
	}
	return &streams{
		in:  &stdio{in: in, out: noOutput{}, name: "/dev/stdin", fd: 0},
		out: &stdio{in: noInput{}, out: out, name: "/dev/stdout", fd: 1},
		err: &stdio{in: noInput{}, out: err, name: "/dev/stderr", fd: 2},
	}
}

// redirected are the symbols that an instance binds to its own streams, by
// import path: the value is made when an instance is.
var redirected = map[string]map[string]func(r *runtimeHost) any{
	"fmt": {
		"Print": func(r *runtimeHost) any { return func(a ...any) (int, error) { return fmt.Fprint(r.io.out, a...) } },
		"Printf": func(r *runtimeHost) any {
			return func(f string, a ...any) (int, error) { return fmt.Fprintf(r.io.out, f, a...) }
		},
		"Println": func(r *runtimeHost) any { return func(a ...any) (int, error) { return fmt.Fprintln(r.io.out, a...) } },
		"Scan": func(r *runtimeHost) any {
			in := r.stdin()
			return func(a ...any) (int, error) { return fmt.Fscan(in, a...) }
		},
		"Scanf": func(r *runtimeHost) any {
			in := r.stdin()
			return func(f string, a ...any) (int, error) { return fmt.Fscanf(in, f, a...) }
		},
		"Scanln": func(r *runtimeHost) any {
			in := r.stdin()
			return func(a ...any) (int, error) { return fmt.Fscanln(in, a...) }
		},
	},
	"log": {
		"Print":   func(r *runtimeHost) any { return r.log().Print },
		"Printf":  func(r *runtimeHost) any { return r.log().Printf },
		"Println": func(r *runtimeHost) any { return r.log().Println },
		"Panic":   func(r *runtimeHost) any { return r.log().Panic },
		"Panicf":  func(r *runtimeHost) any { return r.log().Panicf },
		"Panicln": func(r *runtimeHost) any { return r.log().Panicln },
		"Fatal":   func(r *runtimeHost) any { l := r.log(); return func(a ...any) { l.Print(a...); r.exit(1) } },
		"Fatalf": func(r *runtimeHost) any {
			l := r.log()
			return func(f string, a ...any) { l.Printf(f, a...); r.exit(1) }
		},
		"Fatalln":   func(r *runtimeHost) any { l := r.log(); return func(a ...any) { l.Println(a...); r.exit(1) } },
		"Default":   func(r *runtimeHost) any { l := r.log(); return func() *log.Logger { return l } },
		"Flags":     func(r *runtimeHost) any { return r.log().Flags },
		"Output":    func(r *runtimeHost) any { return r.log().Output },
		"Prefix":    func(r *runtimeHost) any { return r.log().Prefix },
		"SetFlags":  func(r *runtimeHost) any { return r.log().SetFlags },
		"SetOutput": func(r *runtimeHost) any { return r.log().SetOutput },
		"SetPrefix": func(r *runtimeHost) any { return r.log().SetPrefix },
		"Writer":    func(r *runtimeHost) any { return r.log().Writer },
	},
	"log/slog": {
		"Default":      func(r *runtimeHost) any { l := r.slog(); return func() *slog.Logger { return l } },
		"Debug":        func(r *runtimeHost) any { return r.slog().Debug },
		"DebugContext": func(r *runtimeHost) any { return r.slog().DebugContext },
		"Info":         func(r *runtimeHost) any { return r.slog().Info },
		"InfoContext":  func(r *runtimeHost) any { return r.slog().InfoContext },
		"Warn":         func(r *runtimeHost) any { return r.slog().Warn },
		"WarnContext":  func(r *runtimeHost) any { return r.slog().WarnContext },
		"Error":        func(r *runtimeHost) any { return r.slog().Error },
		"ErrorContext": func(r *runtimeHost) any { return r.slog().ErrorContext },
		"Log":          func(r *runtimeHost) any { return r.slog().Log },
		"LogAttrs":     func(r *runtimeHost) any { return r.slog().LogAttrs },
		"With":         func(r *runtimeHost) any { return r.slog().With },
	},
	"os": {
		"Exit":   func(r *runtimeHost) any { return r.exit },
		"Args":   func(r *runtimeHost) any { return &r.args },
		"Stdin":  func(r *runtimeHost) any { return &r.io.in },
		"Stdout": func(r *runtimeHost) any { return &r.io.out },
		"Stderr": func(r *runtimeHost) any { return &r.io.err },
	},
}

// redirectedVars are the redirected symbols that are variables.
var redirectedVars = map[string]bool{"os.Args": true, "os.Stdin": true, "os.Stdout": true, "os.Stderr": true}

// bind makes the value of a redirected symbol for one instance.
func (r *runtimeHost) bind(path, name string) (reflect.Value, bool) {
	make, ok := redirected[path][name]
	if !ok {
		return reflect.Value{}, false
	}
	v := reflect.ValueOf(make(r))
	if redirectedVars[path+"."+name] {
		v = v.Elem()
	}
	return v, true
}

// runtimeHost is the Go side of one interpreter: its streams, and what lowered
// code calls.
type runtimeHost struct {
	io      *streams
	args    []string
	scan    *bufio.Reader
	logger  *log.Logger
	slogger *slog.Logger
	stop    func() // ends everything that runs in the interpreter
	onPanic func(value any)

	onFatal func(token.Pos, error)
	failed  atomic.Pointer[PanicError] // what ended it, when that was no panic

	engine   *engine.Engine
	deferred deferStack
	maps     sync.Mutex // held while a map is used, in a program with several goroutines

	recovers bool // recover is called by functions that are not deferred as literals
	boxes    *boxTypes
	types    *typeMaker
	dynamic  []*dynamicType // by number
	inners   sync.Map       // Go's types of the script → yaegi's
	label    goroutineLabel

	begin      token.Pos    // of the file
	goroutines atomic.Int64 // that run

	ready  chan struct{}             // closed when the initialisers have run
	killed chan struct{}             // closed when nothing in the interpreter runs on
	exited atomic.Pointer[ExitError] // how the script ended itself, if it did
}

// stdin is buffered the way fmt.Scan wants: it must be able to unread.
func (r *runtimeHost) stdin() io.Reader {
	if r.scan == nil {
		r.scan = bufio.NewReader(r.io.in)
	}
	return r.scan
}

func (r *runtimeHost) log() *log.Logger {
	if r.logger == nil {
		r.logger = log.New(r.io.err, "", log.LstdFlags)
	}
	return r.logger
}

func (r *runtimeHost) slog() *slog.Logger {
	if r.slogger == nil {
		r.slogger = slog.New(slog.NewTextHandler(r.io.err, nil))
	}
	return r.slogger
}

// ExitError is what os.Exit and log.Fatal of a script become.
type ExitError struct{ Code int }

func (e *ExitError) Error() string { return "script called os.Exit(" + strconv.Itoa(e.Code) + ")" }

// exit ends the script, not the process. Everything in the interpreter stops
// first, so that no deferred function of the script sees the panic.
func (r *runtimeHost) exit(code int) {
	exit := &ExitError{Code: code}
	r.exited.CompareAndSwap(nil, exit)
	r.stop()
	panic(exit)
}

// maxGoroutines bounds what one interpreter has started and has not ended yet.
const maxGoroutines = 20_000

// goroutine starts what a go statement says, and keeps its panics from ending
// the process.
func (r *runtimeHost) goroutine(f func()) {
	if r.goroutines.Add(1) > maxGoroutines {
		r.goroutines.Add(-1)
		panic(runtimeError("more than " + strconv.Itoa(maxGoroutines) + " goroutines of a script at once"))
	}
	go func() {
		defer r.goroutines.Add(-1)
		r.enterGoroutine()
		defer func() {
			if v := recover(); v != nil {
				r.onPanic(v)
			}
		}()
		f()
	}()
}

// builtinPrint writes as the predeclared print and println do.
func builtinPrint(w io.Writer, sep string, args []any) {
	text := ""
	for i, a := range args {
		if i > 0 {
			text += sep
		}
		text += builtinFormat(reflect.ValueOf(a))
	}
	io.WriteString(w, text)
}

func builtinFormat(v reflect.Value) string {
	switch {
	case !v.IsValid(): // of an interface
		return "(0x0,0x0)"
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	case v.CanComplex():
		return strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits())
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	case v.Kind() == reflect.String:
		return v.String()
	case v.Kind() == reflect.Slice:
		return fmt.Sprintf("[%d/%d]%#x", v.Len(), v.Cap(), v.Pointer())
	case v.Kind() == reflect.Pointer, v.Kind() == reflect.Map, v.Kind() == reflect.Chan, v.Kind() == reflect.Func:
		return fmt.Sprintf("%#x", v.Pointer())
	}
	return fmt.Sprint(v)
}
