package interp

import (
	"errors"
	"fmt"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp/engine"
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

// asPanic tells where a panic was.
func (p *Program) asPanic(m *machine, recovered any) *PanicError {
	panicked := m.host.engine.Recovered(recovered)
	e := &PanicError{Value: panicked.Value}
	var frames []string
	for _, f := range panicked.Frames {
		if f.Pos <= p.file.Package {
			continue // lowering has added the function
		}
		at := p.place(f)
		if len(frames) == 0 {
			e.Pos, e.Line = at, lineOf(p.texts[at.Filename], at.Line)
		}
		frames = append(frames, at.String()+": "+funcName(f.Func)+"(...)")
	}
	if text, ok := panicked.Value.(error); ok {
		if _, message := p.position(text.Error()); message != text.Error() {
			e.Value = errors.New(message)
		}
	}
	e.Stack = strings.Join(frames, "\n")
	return e
}

// madeUp are the parts of a function's name that tell it from others of the same
// name, and an instance of a generic function from others.
var madeUp = regexp.MustCompile(mark + `g?\d+`)

// funcName is what the source calls a function: of a method, its type as well.
func funcName(lowered string) string {
	name := strings.Replace(lowered, "main."+mainName, "main.main", 1)
	return strings.ReplaceAll(madeUp.ReplaceAllString(name, ""), mark, ".")
}

// place is where a reader looks for what a frame did: at the method's name when
// a chain of calls goes over several lines.
func (p *Program) place(f engine.Frame) token.Position {
	at := p.fset.Position(f.Pos)
	if name := p.fset.Position(f.Name); name.IsValid() && name.Line != at.Line {
		return name
	}
	return at
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
