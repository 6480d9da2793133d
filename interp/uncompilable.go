package interp

import (
	"errors"
	"go/token"
	"sort"
	"strings"

	"github.com/panelgo/panelgo/interp/load"
	"github.com/panelgo/panelgo/interp/lower"
)

// UncompilableError is the error of Load for a script that is valid Go, and that
// the interpreter nevertheless cannot compile. It is Diagnostics as well: one, with
// the place, and with what the author can do.
type UncompilableError struct {
	Diagnostic

	// Reason is what failed inside the interpreter. It helps to mend the
	// interpreter, and no author of a script.
	Reason string

	pos token.Pos // where the interpreter failed, in the sources that it was given
}

func (e *UncompilableError) Error() string { return e.String() }

// Unwrap returns the error as Diagnostics.
func (e *UncompilableError) Unwrap() error { return Diagnostics{e.Diagnostic} }

// What cannot be compiled, in messages.
const (
	statement   = "statement"
	declaration = "declaration"
	script      = "script"
)

// uncompilable returns the diagnostic of something that cannot be compiled.
func uncompilable(source *load.Program, what string, at token.Position) Diagnostic {
	return source.Diagnostic(at, "the interpreter cannot compile this "+what+
		", although it is valid Go: write it in another way, or compile the program with go build")
}

// compileError turns yaegi's words for a failure into an error. Where it says a
// position that is in the script, the error has it.
func (p *Program) compileError(text string) error {
	pos, reason := p.position(text)
	if pos <= p.lowered.File.Package {
		pos = token.NoPos // in a function that lowering has added
	}
	at := p.source.Fset.Position(pos)
	return &UncompilableError{
		Diagnostic: uncompilable(p.source, script, at),
		Reason:     lower.Unmark(strings.TrimSpace(reason)),
		pos:        pos,
	}
}

// located finds the statement, or the declaration of a variable, that makes a
// script uncompilable: of all parts that begin with the first statement it is the
// end of the least that fails. Variables come before statements, which mention
// them. The search loads the script anew for each part, some ten times; it takes
// a part that is not Go any more for one that does not fail.
func located(whole *UncompilableError, path string, cfg Config) error {
	var size load.Part
	var fails *UncompilableError // of the least part that is known to fail
	var lastVar, lastStatement load.Piece
	var source *load.Program
	try := func(part load.Part) bool {
		var v, s load.Piece
		var stays load.Part
		var tried *load.Program
		_, err := prepare(path, cfg, func(p *load.Program) { tried = p; v, s, stays = p.Cut(part) })
		failed, ok := errors.AsType[*UncompilableError](err)
		if ok {
			fails, source, lastVar, lastStatement, size = failed, tried, v, s, stays
		}
		return ok
	}

	if !try(load.Whole) {
		return whole // the sources have changed since
	}
	vars, statements := size.Vars, size.Statements
	what, piece := declaration, load.Piece{}
	switch {
	case try(load.Part{}):
	case try(load.Part{Vars: vars}):
		n := sort.Search(vars, func(n int) bool { return try(load.Part{Vars: n}) })
		try(load.Part{Vars: n})
		piece = lastVar
	default:
		n := sort.Search(statements, func(n int) bool { return try(load.Part{Vars: vars, Statements: n}) })
		try(load.Part{Vars: vars, Statements: n})
		what, piece = statement, lastStatement
	}
	return fails.within(piece, what, source)
}

// within gives the error the place of what cannot be compiled: the interpreter's
// own if that is in the piece, else the beginning of the piece.
func (e *UncompilableError) within(piece load.Piece, what string, source *load.Program) error {
	pos := e.pos
	if piece.Pos.IsValid() && (pos < piece.Pos || pos >= piece.End) {
		pos = piece.Pos
	}
	if !pos.IsValid() {
		pos, what = source.Script().Files[0].Package, script
	}
	at := source.Fset.Position(pos)
	return &UncompilableError{Diagnostic: uncompilable(source, what, at), Reason: e.Reason, pos: pos}
}
