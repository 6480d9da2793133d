package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"github.com/panelgo/panelgo/interp/load"
)

// Options say how a program is going to run.
type Options struct {
	// Main keeps func main; without it main is checked and dropped.
	Main bool

	// Starters are compiled functions and methods that run a function of the
	// script beside others, besides those of the standard library, as
	// types.Func.FullName writes them.
	Starters []string
}

// Result is a lowered program: the file for the interpreter, and what has to be
// known to run it.
type Result struct {
	File    *ast.File                // read only
	Imports map[string]string        // import path → name in File
	Lent    map[string]reflect.Value // what File needs of the host package besides what every program has
	Boxes   *Boxes                   // the types of values in interfaces

	// Private is the reason, with a position, why sessions need interpreters of
	// their own; "" when they may share one.
	Private    string
	Concurrent bool // functions of the script may run beside one another
	Recovers   bool // a function recovers that is not deferred as a literal

	// State lists what sessions would share if the program were compiled.
	State load.Diagnostics

	Pure  map[string]bool   // top-level functions whose results depend on their arguments alone
	Calls map[string][]Call // calls of methods of compiled types, by the method's name
}

// Lower lowers a program, which it takes over. The error is Diagnostics.
func Lower(p *load.Program, options Options) (*Result, error) {
	k := link(p, options.Main)
	calls := methodCalls(k)
	l := &lowerer{linked: k, report: p.Report}
	l.lower(p.Err, options.Starters)
	if err := p.Err(); err != nil {
		return nil, err
	}

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
		File: k.file, Imports: k.imports, Lent: k.lent, Boxes: l.boxes,
		Private: l.private, Concurrent: l.concurrent, Recovers: l.recovers,
		State: l.state, Pure: l.pure, Calls: calls,
	}, nil
}

// lowerer rewrites the linked file so that yaegi runs it as Go would. Each
// pass is a method in a file of its own, and leaves the types.Info of the
// nodes it keeps valid for the passes after it.
type lowerer struct {
	*linked
	report func(pos token.Pos, format string, args ...any)

	private    string                // why the program's sessions need interpreters of their own; "" when they do not
	concurrent bool                  // functions of the script may run beside one another
	recovers   bool                  // a function recovers that is not deferred as a literal
	pure       map[string]bool       // top-level functions of a shared program
	boxes      *Boxes                // the types that values are boxed or asserted as
	wrapped    map[types.Type]string // compiled interface → its converter in the host package
	bound      map[*types.Func]bool  // methods that are used as values
	dispatch   []*dispatcher
	generated  []ast.Decl              // functions that lowering adds
	hoisted    map[*ast.BlockStmt]bool // blocks made around a loop or a switch
	state      load.Diagnostics        // what sessions of a compiled program would share
	recoverers []types.Type            // types of functions that recover
	recovering map[string]bool         // declared functions → whether their own statements recover
	sigs       []*types.Signature      // of the functions around the node that values looks at
}

// lower applies every pass. The order matters: loops must be loops before
// their variables are copied, and calls must be where they will run before
// closures are looked at.
func (l *lowerer) lower(failed func() error, starters []string) {
	if l.generics(l.report); failed() != nil {
		return // what is known of the file is not whole
	}
	if l.rangeFuncs(l.report) {
		l.check(l.report, "range over a function")
	}
	if failed() != nil {
		return
	}
	l.private, l.pure = isolate(l.linked)
	l.state = state(l.linked)
	l.concurrent = l.findGoroutines(starters)
	l.lowered = true
	l.hoisted = map[*ast.BlockStmt]bool{}
	l.imports[HostPackage] = mark + "host"
	for _, c := range l.overruns {
		c.Fun, c.Args = hostFunc(c.Pos(), "RangeOver"), nil
	}
	if l.recursiveTypes(); failed() != nil {
		return
	}
	l.blanks()
	l.params()
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
