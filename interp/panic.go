package interp

import (
	"errors"
	"fmt"
	"go/token"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp/engine"
	"github.com/panelgo/panelgo/interp/host"
	"github.com/panelgo/panelgo/interp/load"
	"github.com/panelgo/panelgo/interp/lower"
)

// ExitError is what os.Exit and log.Fatal of a script become.
type ExitError = host.ExitError

// PanicError is a panic of script code.
type PanicError struct {
	Value any            // what Go would have panicked with
	Pos   token.Position // of the statement; without a file name when it is unknown
	Line  string         // the text of the source line, "" when unknown
	Stack string         // the script's frames, innermost first, one a line
	Fatal bool           // it has ended the instance, as it ends a process in Go
}

// Error is "file:line:column: panic: value".
func (e *PanicError) Error() string {
	if e.Pos.Filename == "" {
		return fmt.Sprintf("panic: %v", e.Value)
	}
	return fmt.Sprintf("%s: panic: %v", e.Pos, e.Value)
}

// Unwrap returns the *ExitError with which the script ended itself, nil if it did not. An
// error of the script's may wrap itself, and errors.Is would have no end.
func (e *PanicError) Unwrap() error {
	if exit, ok := e.Value.(*ExitError); ok {
		return exit
	}
	return nil
}

// Detail is the error with its source line and a caret.
func (e *PanicError) Detail() string {
	if e.Line == "" {
		return e.Error()
	}
	return e.Error() + "\n" + load.QuoteLine(e.Line, e.Pos.Column)
}

// AsPanic turns a value recovered while running script code into an error
// with the script's position. Call it on the goroutine that recovered.
func (i *Instance) AsPanic(recovered any) *PanicError {
	if failed, ok := recovered.(*PanicError); ok {
		return failed
	}
	return i.program.asPanic(i.machine, recovered)
}

// goroutinePanic reports a panic in a goroutine that the script started: to
// onPanic, or else to the script's standard error.
func (p *Program) goroutinePanic(m *machine, v any, onPanic func(*PanicError)) {
	_, exit := v.(*ExitError)
	e := p.asPanic(m, v)
	switch {
	case onPanic != nil:
		onPanic(e)
	case !exit:
		fmt.Fprintln(m.host.Stderr(), e.Detail())
	}
}

// fatal notes what ends the interpreter without a panic, and reports it once.
func (p *Program) fatal(m *machine, pos token.Pos, err error, onPanic func(*PanicError)) {
	at := p.source.Fset.Position(pos)
	e := &PanicError{Value: err, Pos: at, Line: p.source.Line(at), Fatal: true}
	if m.failed.CompareAndSwap(nil, e) && onPanic != nil {
		onPanic(e)
	}
}

// panicValue is the value with which a program panicked that yaegi executed.
func panicValue(err error) any {
	var p interp.Panic
	if errors.As(err, &p) {
		return p.Value
	}
	return err
}

// asPanic finds the place of a panic in the sources, and the stack: the calls of
// functions that lowering has added are left out. The place is the author's own, not
// that in a file that scripts are given.
func (p *Program) asPanic(m *machine, recovered any) *PanicError {
	panicked := m.host.Recovered(recovered)
	e := &PanicError{Value: p.printed(m, panicked.Value)}
	var frames []string
	for _, f := range panicked.Frames {
		if f.Pos <= p.lowered.File.Package {
			continue // lowering has added the function
		}
		at := p.place(f)
		if len(frames) == 0 || p.source.IsGiven(e.Pos.Filename) && !p.source.IsGiven(at.Filename) {
			e.Pos, e.Line = at, p.source.Line(at)
		}
		frames = append(frames, at.String()+": "+lower.SourceFunc(f.Func)+"(...)")
	}
	e.Stack = strings.Join(frames, "\n")
	return e
}

// printed returns what a script panicked with, as a value that can be printed at any time,
// on any goroutine: the methods for its text, which may be the script's, are called now.
func (p *Program) printed(m *machine, value any) any {
	switch value.(type) {
	case *ExitError, runtime.Error:
		return value
	case error, fmt.Stringer, fmt.Formatter:
	default:
		return m.host.Printable(value)
	}
	var text string
	m.host.Work(func() { text = fmt.Sprint(m.host.Printable(value)) }) // Sprint recovers
	if text == "<nil>" {
		text = fmt.Sprintf("%T(nil)", value)
	}
	if _, ok := value.(error); ok {
		_, text = p.position(text)
		return errors.New(text)
	}
	return text
}

// place is where a reader looks for what a frame did: at the method's name when
// a chain of calls goes over several lines.
func (p *Program) place(f engine.Frame) token.Position {
	at := p.source.Fset.Position(f.Pos)
	if name := p.source.Fset.Position(f.Name); name.IsValid() && name.Line != at.Line {
		return name
	}
	return at
}

// yaegiFile is the one file that an interpreter knows; see compile.
const yaegiFile = "script"

// yaegiPos is a position in yaegiFile.
var yaegiPos = regexp.MustCompile(`^` + yaegiFile + `:1:(\d+): `)

// position splits yaegi's "position: message". Without a position the text is the
// message.
func (p *Program) position(text string) (token.Pos, string) {
	text = strings.TrimSpace(text)
	found := yaegiPos.FindStringSubmatch(text)
	if found == nil {
		return token.NoPos, text
	}
	n, err := strconv.Atoi(found[1])
	if err != nil {
		return token.NoPos, text
	}
	return token.Pos(n), text[len(found[0]):]
}
