package lower

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"

	"github.com/panelgo/panelgo/interp/load"
)

// Options say how a program is going to run.
type Options struct {
	// Main keeps func main, for a program that is run; without it, for a script
	// whose functions are called, main is checked and dropped.
	Main bool

	// Starters are the compiled functions and methods, besides those of the
	// standard library, that run a function of the script on another goroutine.
	// They are named as types.Func.FullName does: "(*example.com/pn.Session).Go".
	Starters []string

	// Callers are the packages, besides those of the standard library that are known,
	// which call the functions and methods that scripts give them at once or for the
	// session alone, while it calls nothing else.
	Callers []string

	// Own reports whether the host has a function of its own in place of a compiled
	// method, in a program whose functions may run at once or in another. It may be
	// nil: the host has none.
	Own func(m *types.Func, concurrent bool) bool
}

// Result is a lowered program: the file for the interpreter, and what has to be
// known to run it. Nothing changes it any more, so that any number of
// interpreters may be made of it at once.
type Result struct {
	// File is what the interpreter compiles. Code that lowering has added for the
	// script's has the position of the script's; functions that it has added by
	// themselves have that of the package clause, by which stacks leave them out.
	File    *ast.File
	Imports map[string]string        // import path → name in File; some may be unused
	Lent    map[string]reflect.Value // symbols of the host package that only this program needs
	Methods map[string]*types.Func   // functions of the host package → the compiled methods that they stand for
	Boxes   *Boxes                   // the types of values in interfaces

	// Private is the reason, with a position, why instances need interpreters of
	// their own; "" when they may share one.
	Private string

	// Concurrent reports whether script functions may run at once; then the host
	// locks maps.
	Concurrent bool

	// Recovers reports whether a function that is not deferred as a literal calls
	// recover: only then does the host keep account of what goroutines defer.
	Recovers bool

	// State lists what instances would share if the program were compiled, but for what
	// modules of others have: they are made to be shared. Only a build of an executable
	// refuses a program for it.
	State load.Diagnostics

	// Pure has the top-level functions whose results depend on their arguments
	// alone: none of a program whose instances may not share an interpreter.
	Pure  map[string]bool
	Calls map[string][]Call // calls of functions, and of methods of compiled types, by their names
}

// Lower lowers a program, which it takes over: the trees and the types.Info of p
// are no longer those that load made, whether there is an error or not. The error
// is load.Diagnostics, with everything that passes have reported to p until one
// could not go on.
//
// Calls are collected before generic code is written out, so that each is listed
// once, as the source has it.
func Lower(p *load.Program, options Options) (*Result, error) {
	k := link(p, options.Main)
	calls := callsOf(k)
	l := &lowerer{linked: k, report: p.Report, own: options.Own, methods: map[string]*types.Func{}}
	l.lower(p.Err, options)
	if err := p.Err(); err != nil {
		return nil, err
	}

	l.state = slices.DeleteFunc(l.state, func(d load.Diagnostic) bool { return p.IsDependency(d.Pos.Filename) })
	for i, d := range l.state {
		l.state[i].Line = p.Line(d.Pos)
	}
	if l.private == "" && options.Main {
		l.private = p.Path + ": func main has its own input and output"
	}
	if l.private != "" {
		k.hold()
	}
	k.finish()

	return &Result{
		File: k.file, Imports: k.imports, Lent: k.lent, Methods: l.methods, Boxes: l.boxes,
		Private: l.private, Concurrent: l.concurrent, Recovers: l.recovers,
		State: l.state, Pure: l.pure, Calls: calls,
	}, nil
}

// lower applies every pass, in an order that matters. It stops after a pass that
// reports something when the passes after it could not work with the file.
//
//	gotoLabels            comes first, for every pass may move a label
//	generics, rangeFuncs  leave plain code, which is checked anew
//	oldLoops              writes types down, so it needs plain code
//	largeTypes,           need plain code, with the types of generic code in it
//	overwrites
//	common, isolate,      look at what the author wrote, before the host is
//	state, findGoroutines called anywhere
//	recursiveTypes        decides which types the host makes, before any pass
//	                      writes a type down
//	blanks … rangeForms   leave declarations, calls and loops that yaegi knows
//	selects               makes receives and switches of selects, so it comes
//	                      before receives and switches
//	labels                moves the labels of what the passes so far have hoisted
//	loopVars              needs loops that are loops, with their labels on them
//	findRecoverers        looks at methods, which values makes functions of
//	values                lowers all that is dynamic, and collects its types
//	declareTypes          moves all types to the top, for support to name them
//	support               declares the functions that values calls
//	goStmts, defers       need calls as they will run, with the receiver of a
//	                      method among the arguments
//	results               needs the names of results that defers assigns to
//	closures              comes last: the passes before it make function literals
func (l *lowerer) lower(failed func() error, options Options) {
	l.gotoLabels()
	if l.generics(l.report); failed() != nil {
		return // what is known of the file is not whole
	}
	if l.oldLoops(); failed() != nil {
		return
	}
	if l.rangeFuncs(l.report) {
		l.check(l.report, "range over a function")
	}
	if failed() != nil {
		return
	}

	if l.largeTypes(); failed() != nil {
		return
	}
	if l.overwrites(); failed() != nil {
		return
	}
	if l.common(); failed() != nil {
		return
	}

	l.private, l.pure = isolate(l.linked, options.Callers)
	l.state = state(l.linked)
	l.concurrent = l.findGoroutines(options.Starters)

	l.lowered = true
	l.hoisted = map[*ast.BlockStmt]bool{}
	l.imports[HostPackage] = mark + "host"
	for _, c := range l.overruns {
		c.Fun = hostFunc(c.Pos(), "RangeOver")
	}

	if l.recursiveTypes(); failed() != nil {
		return
	}

	l.blanks()
	l.params()
	l.redeclarations()
	l.builtins()
	l.rangeInt()
	l.rangeForms()
	l.selects()
	l.receives()
	l.switches()
	l.labels()
	l.loopVars()
	l.findRecoverers()
	l.values()
	l.declareTypes()
	l.support()
	l.goStmts()
	l.defers()
	l.results()
	l.closures()
}
