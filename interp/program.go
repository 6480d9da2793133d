package interp

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/host"
	"github.com/panelgo/panelgo/interp/load"
	"github.com/panelgo/panelgo/interp/lower"
	"github.com/panelgo/panelgo/interp/rtype"
)

// Symbols are packages that scripts may import: import path + "/" + package
// name → identifier → value, the form of yaegi's Exports. Functions are
// values, variables addressable values, types nil pointers, untyped constants
// constant.Values; "_Name" is the wrapper of interface Name, and "_generic" an fs.FS
// with the source of the package's generic part. "_called" is a text: the names of
// all methods of a script's types that the package may call, or have called, by
// interfaces; without it the package may call any, by name. "_without" is a text, too: the
// fields and methods of its types, each Type.Member, that scripts do not get. A table must
// not change once it was given to Load.
type Symbols = compiled.Symbols

// Diagnostic is one thing wrong with a script, with its position.
type Diagnostic = load.Diagnostic

// Diagnostics is everything wrong with a script: causes before what may be their
// consequences, and otherwise by position. It is the error of Load for a bad script.
type Diagnostics = load.Diagnostics

// Call is a place where a script calls a method of a compiled type.
type Call = lower.Call

// Config says what a script may use and how it runs.
type Config struct {
	Symbols []Symbols // tables that scripts may import; a later one wins
	Main    bool      // keep func main for Instance.Main; else it is checked and dropped

	// Starters are functions and methods of the tables that run a function of
	// the script beside others, as types.Func.FullName writes them, for example
	// "(*example.com/jobs.Queue).Add". Those of the standard library are known.
	// Functions that run beside one another take turns with maps; where a
	// starter is missing they do not, and Go may end the process. Those of
	// package pn are symbols.Starters.
	Starters []string

	// Callers are the import paths of packages of the tables that call what scripts
	// give them, functions and values with methods, at once or for the session alone,
	// while it calls nothing else. A program that gives such to another package has an
	// interpreter for each session, for nothing could stop it there by itself. Those of
	// the standard library are known; package pn is symbols.Callers.
	Callers []string

	// Withheld says of what Go's standard library has, and Symbols have not, why
	// scripts do not get it and what to do instead: by import path, or by import
	// path, dot and name. It is for messages alone, and may be nil.
	Withheld map[string]string

	// Stdout and Stderr take what a script prints; nil discards. Sessions of a
	// shared program print here; others may be given their own by Env.
	Stdout, Stderr io.Writer

	// OnRead is told of the names of files and folders, as the script gives them, before
	// the script reads them by packages os and path/filepath. It is called on goroutines of
	// the script, and may be nil.
	OnRead func(name string)
}

// Program is a script that was checked, lowered and compiled: the recipe for
// instances. It is safe for concurrent use.
type Program struct {
	cfg      Config
	source   *load.Program
	lowered  *lower.Result
	host     *host.Program
	synopsis string

	shareMu sync.Mutex
	shared  *machine // the one interpreter of a shared program
}

// Load parses, checks and lowers the script at path, a .go file or a folder of
// them, and compiles it once to prove that it compiles. A bad script gives
// Diagnostics as the error, a good one that the interpreter cannot compile an
// *UncompilableError, which is Diagnostics too. Where package rtype is not
// supported, Load loads nothing and says why.
func Load(path string, cfg Config) (*Program, error) {
	if err := supported(); err != nil {
		return nil, fmt.Errorf("load %s: scripts cannot be interpreted here: %w", path, err)
	}
	p, err := prepare(path, cfg, nil)
	if failed, ok := errors.AsType[*UncompilableError](err); ok {
		return nil, located(failed, path, cfg)
	}
	return p, err
}

// prepare loads, lowers and compiles a script. cut, which may be nil, may take
// something out of it before it is lowered. Of lowering it catches panics as well:
// a fault there must not end the process that a script was given to.
func prepare(path string, cfg Config, cut func(*load.Program)) (p *Program, err error) {
	source, err := load.Load(path, compiled.For(cfg.Symbols), cfg.Withheld)
	if err != nil {
		return nil, err
	}
	p = &Program{cfg: cfg, source: source, synopsis: source.Synopsis()}
	if cut != nil {
		cut(source)
	}

	defer func() {
		if v := recover(); v != nil {
			p, err = nil, &UncompilableError{Reason: fmt.Sprintf("panic: %v\n%s", v, debug.Stack())}
		}
	}()
	p.lowered, err = lowered(source, lower.Options{Main: cfg.Main, Starters: cfg.Starters, Callers: cfg.Callers, Own: host.Own(source.Tables)})
	if err != nil {
		return nil, err
	}
	p.host = host.NewProgram(p.lowered, source.Tables, p.refused)
	if _, _, err := p.compile(Env{}); err != nil {
		return nil, err
	}
	return p, nil
}

// refused writes a line about a method whose call by compiled code was refused to the
// script's standard error: the value may be of any session, so no session's.
func (p *Program) refused(method *types.Func, err error) {
	if p.cfg.Stderr != nil {
		fmt.Fprintf(p.cfg.Stderr, "%s: method %s %v\n", p.source.Fset.Position(method.Pos()), method.Name(), err)
	}
}

// These are replaced in tests.
var (
	supported = rtype.Supported
	lowered   = lower.Lower
)

// Path is what Load was given.
func (p *Program) Path() string { return p.source.Path }

// Files lists the absolute paths of every file the program was made of.
func (p *Program) Files() []string { return p.source.Files() }

// Version is a short hash of all sources.
func (p *Program) Version() string { return p.source.Version() }

// Embedded lists the absolute paths of the files that the program embeds.
func (p *Program) Embedded() []string { return p.source.Embedded() }

// Synopsis is the first sentence of the script's package comment, "" when it
// has none.
func (p *Program) Synopsis() string { return p.synopsis }

// Shared reports whether instances share one interpreter. A script cannot tell
// whether they do.
func (p *Program) Shared() bool { return p.lowered.Private == "" }

// SharedReason says, with a position, why the program is not shared.
func (p *Program) SharedReason() string { return p.lowered.Private }

// State lists what instances would share if the program were compiled: variables
// at package level that may change, and calls that end the process.
func (p *Program) State() Diagnostics { return p.lowered.State }

// Pure reports whether the result of a top-level function is known to depend on
// its arguments alone: their values, or what their methods return.
func (p *Program) Pure(name string) bool { return p.lowered.Pure[name] }

// Calls lists where the script calls a function or a method of a compiled type, in the order
// of the sources. It is named as "example.com/pkg.Func" or "example.com/pkg.Type.Method".
func (p *Program) Calls(name string) []Call { return p.lowered.Calls[name] }

// Imports reports whether the script itself imports the package of a path.
func (p *Program) Imports(path string) bool {
	return slices.ContainsFunc(p.source.Script().Types.Imports(), func(i *types.Package) bool { return i.Path() == path })
}

// Uses reports whether the script imports the package of a path, or a package of sources
// that it imports does.
func (p *Program) Uses(path string) bool {
	seen := map[*types.Package]bool{}
	var uses func(pkg *types.Package) bool
	uses = func(pkg *types.Package) bool {
		if pkg.Path() == path {
			return true
		}
		if seen[pkg] {
			return false
		}
		seen[pkg] = true
		return slices.ContainsFunc(pkg.Imports(), uses)
	}
	return slices.ContainsFunc(p.source.Script().Types.Imports(), uses)
}

// FuncInfo is a top-level function of a script.
type FuncInfo struct {
	Name string
	Type string // as Go writes it, for example "func(*pn.Session)"
	Pos  token.Position
	Line string // the text of the source line
}

// Func finds a top-level function of the script.
func (p *Program) Func(name string) (FuncInfo, bool) {
	script := p.source.Script().Types
	f, ok := script.Scope().Lookup(name).(*types.Func)
	if !ok {
		return FuncInfo{}, false
	}
	short := func(pkg *types.Package) string {
		if pkg == script {
			return ""
		}
		return pkg.Name()
	}
	sig := f.Signature()
	if sig.TypeParams().Len() == 0 {
		sig = types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), sig.Variadic())
	}
	at := p.source.Fset.Position(f.Pos())
	return FuncInfo{Name: name, Type: types.TypeString(sig, short), Pos: at, Line: p.source.Line(at)}, true
}

func unnamed(t *types.Tuple) *types.Tuple {
	vars := make([]*types.Var, t.Len())
	for i := range vars {
		vars[i] = types.NewParam(token.NoPos, nil, "", t.At(i).Type())
	}
	return types.NewTuple(vars...)
}
