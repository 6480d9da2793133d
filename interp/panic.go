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
	Near  bool   // the panic was here or further down in the same function
	Line  string // the text of the source line, "" when unknown
	Stack string // the script's frames, innermost first, one a line
}

func (e *PanicError) Error() string {
	if e.Pos.Filename == "" {
		return fmt.Sprintf("panic: %v", e.Value)
	}
	if e.Near {
		return fmt.Sprintf("%s: panic: %v (here, or further down in the function)", e.Pos, e.Value)
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
	way := m.stderr.take()
	for i, line := range way.lines {
		pos, message := p.position(line)
		if i == 0 {
			pos, e.Near = p.locate(pos, way.cause, recovered)
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
	mu       sync.Mutex
	way      wayOut
	explicit map[uint64]token.Pos // goroutine → where it is about to call panic
}

// wayOut is how a panic came about, and the frames it left.
type wayOut struct {
	cause cause
	lines []string
}

// maxExplicit bounds how many goroutines are remembered that called panic.
const maxExplicit = 64

// at notes that the calling goroutine is about to call panic.
func (w *panicLines) at(pos int) {
	id := goroutineID()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.explicit == nil || len(w.explicit) >= maxExplicit {
		w.explicit = map[uint64]token.Pos{}
	}
	w.explicit[id] = token.Pos(pos)
}

// Write keeps a line. One that does not come of a panic passed on is the first
// of a new panic: the one before was recovered by compiled code.
func (w *panicLines) Write(b []byte) (int, error) {
	c := causeOfPanic()
	id := uint64(0)
	if c.explicit {
		id = goroutineID()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !c.passedOn {
		if c.explicit {
			c.pos = w.explicit[id]
			delete(w.explicit, id)
		}
		w.way = wayOut{cause: c}
	}
	if len(w.way.lines) < maxPanicLines {
		w.way.lines = append(w.way.lines, string(b))
	}
	return len(b), nil
}

// take gives the way out of the last panic, and forgets it.
func (w *panicLines) take() wayOut {
	w.mu.Lock()
	defer w.mu.Unlock()
	way := w.way
	w.way = wayOut{}
	return way
}

// resume puts back what was taken: the panic goes on after the deferred calls
// of a function.
func (w *panicLines) resume(way wayOut) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.way = way
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
