package interp

import (
	"errors"
	"fmt"
	"go/token"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/traefik/yaegi/interp"
)

// PanicError is a panic of script code.
type PanicError struct {
	Value any
	Pos   token.Position
	Line  string // the text of the source line, "" when unknown
	Stack string // the script's frames, innermost first, one a line
}

func (e *PanicError) Error() string {
	if e.Pos.Filename == "" {
		return fmt.Sprintf("panic: %v", e.Value)
	}
	return fmt.Sprintf("%s: panic: %v", e.Pos, e.Value)
}

// Unwrap gives the error the script panicked with, if it was one.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Detail is the error with its source line and a caret.
func (e *PanicError) Detail() string {
	if e.Line == "" {
		return e.Error()
	}
	return e.Error() + "\n" + quoteLine(e.Line, e.Pos.Column)
}

// panicValue is what a program that Execute ran panicked with.
func panicValue(err error) any {
	var p interp.Panic
	if errors.As(err, &p) {
		return p.Value
	}
	return err
}

// asPanic finds the position of a panic in the lines that yaegi wrote while
// the panic went through its frames.
func (p *Program) asPanic(m *machine, recovered any) *PanicError {
	recovered = plainValue(recovered)
	e := &PanicError{Value: recovered}
	var frames []string
	for i, line := range m.stderr.take() {
		pos, message := p.position(line)
		if i == 0 {
			e.Pos, e.Line = pos, lineOf(p.texts[pos.Filename], pos.Line)
		}
		frames = append(frames, pos.String()+": "+unmark(strings.TrimPrefix(message, "panic: ")))
	}
	if text, ok := recovered.(error); ok {
		if _, message := p.position(text.Error()); message != text.Error() {
			e.Value = errors.New(message)
		}
	}
	e.Stack = strings.Join(frames, "\n")
	return e
}

// yaegiFile is the one file that an interpreter knows; see compile.
const yaegiFile = "script"

// yaegiPos is a position in yaegiFile.
var yaegiPos = regexp.MustCompile(`^` + yaegiFile + `:1:(\d+): `)

// position splits yaegi's "position: message" and finds the script's position.
func (p *Program) position(text string) (token.Position, string) {
	text = strings.TrimSpace(text)
	found := yaegiPos.FindStringSubmatch(text)
	if found == nil {
		return token.Position{}, text
	}
	n, err := strconv.Atoi(found[1])
	if err != nil {
		return token.Position{}, text
	}
	return p.fset.Position(token.Pos(n)), text[len(found[0]):]
}

// maxPanicLines bounds what is kept of a panic's way out.
const maxPanicLines = 50

// panicLines takes what yaegi writes when a panic leaves a frame: a line each,
// innermost first. Panics of two goroutines of one interpreter in the same
// instant may get each other's lines; only positions depend on them.
type panicLines struct {
	mu    sync.Mutex
	lines []string
}

// Write keeps a line. One that does not come of a panic passed on is the first
// of a new panic: the one before was recovered by compiled code.
func (w *panicLines) Write(b []byte) (int, error) {
	first := !passedOn()
	w.mu.Lock()
	defer w.mu.Unlock()
	if first {
		w.lines = nil
	}
	if len(w.lines) < maxPanicLines {
		w.lines = append(w.lines, string(b))
	}
	return len(b), nil
}

// take gives the lines of the last panic, and forgets them.
func (w *panicLines) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	lines := w.lines
	w.lines = nil
	return lines
}

// resume puts lines back that were taken: the panic goes on after the deferred
// calls of a function.
func (w *panicLines) resume(lines []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = lines
}

// passedOn tells whether the panic under way was raised by a frame of yaegi,
// or by the host's deferred calls, that it was leaving.
func passedOn() bool {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	raised := false
	for {
		f, more := frames.Next()
		if raised {
			return strings.HasSuffix(f.Function, "/interp.runCfg.func1") || strings.HasSuffix(f.Function, ".(*defers).Run")
		}
		raised = f.Function == "runtime.gopanic"
		if !more {
			return false
		}
	}
}

// goroutineID tells goroutines apart.
func goroutineID() uint64 {
	var buf [64]byte
	fields := strings.Fields(string(buf[:runtime.Stack(buf[:], false)]))
	if len(fields) < 2 {
		return 0
	}
	id, _ := strconv.ParseUint(fields[1], 10, 64)
	return id
}
