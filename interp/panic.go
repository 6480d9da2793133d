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

// Bounds of the lines kept of panics that the script recovers from itself.
const (
	maxPanicking  = 64
	maxPanicLines = 50
)

// panicLines takes what yaegi writes when a panic leaves a frame: a line each,
// innermost first, on the goroutine that panics.
type panicLines struct {
	mu      sync.Mutex
	running map[uint64]*unwinding
}

// unwinding is the lines of one goroutine's panic so far.
type unwinding struct {
	depth int
	lines []string
}

func newPanicLines() *panicLines { return &panicLines{} }

// Write keeps a line. Frames that a panic leaves are left inside each other's
// deferred calls, so the stack holds one more panic for each line; when it
// holds no more than before, the panic before was recovered and this is a new
// one.
func (w *panicLines) Write(b []byte) (int, error) {
	id, depth := goroutineID(), panicDepth()
	w.mu.Lock()
	defer w.mu.Unlock()
	u := w.running[id]
	if u == nil || depth <= u.depth {
		if w.running == nil || len(w.running) >= maxPanicking {
			w.running = map[uint64]*unwinding{}
		}
		u = &unwinding{}
		w.running[id] = u
	}
	u.depth = depth
	if len(u.lines) < maxPanicLines {
		u.lines = append(u.lines, string(b))
	}
	return len(b), nil
}

// take gives the lines of the calling goroutine's panic, and forgets them.
func (w *panicLines) take() []string {
	id := goroutineID()
	w.mu.Lock()
	defer w.mu.Unlock()
	u := w.running[id]
	if u == nil {
		return nil
	}
	delete(w.running, id)
	return u.lines
}

// resume puts lines back that were taken: the panic goes on after the deferred
// calls of a frame.
func (w *panicLines) resume(lines []string) {
	id := goroutineID()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.running == nil || len(w.running) >= maxPanicking {
		w.running = map[uint64]*unwinding{}
	}
	w.running[id] = &unwinding{lines: lines}
}

func goroutineID() uint64 {
	var buf [64]byte
	fields := strings.Fields(string(buf[:runtime.Stack(buf[:], false)]))
	if len(fields) < 2 {
		return 0
	}
	id, _ := strconv.ParseUint(fields[1], 10, 64)
	return id
}

// panicDepth counts the panics under way on this goroutine's stack.
func panicDepth() int {
	pcs := make([]uintptr, 4096)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	n := 0
	for {
		f, more := frames.Next()
		if f.Function == "runtime.gopanic" {
			n++
		}
		if !more {
			return n
		}
	}
}
