package host

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"reflect"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/lower"
)

// Program is what the hosts of one lowered program have in common. It is safe
// for concurrent use.
type Program struct {
	boxes *lower.Boxes
	types *compiled.Types
	real  *realTypes

	lent       map[string]reflect.Value // the symbols of the host package that are this program's own
	begin      token.Pos                // of the file; code that lowering has added stands there
	recovers   bool                     // recover is called by functions that are not deferred as literals
	concurrent bool

	symbols  compiled.Symbols            // what the file mentions of the tables
	bound    []boundSymbol               // what it mentions that each host binds to itself
	crossing map[symbolName]crossingFunc // what it mentions that each host guards
	hosted   map[string]bool             // what it mentions of the host package

	variables map[string]boundVariable // what it mentions of the variables in the tables, by key, dot and name
}

// boundSymbol is a symbol that each host binds to itself: key is the package in
// yaegi's tables, path and name say which of redirected it is.
type boundSymbol struct{ key, path, name string }

// boundVariable is a variable of a compiled package, of which each interpreter has one
// of its own: key is the package in yaegi's tables.
type boundVariable struct {
	key, name string
	value     reflect.Value
}

// NewProgram prepares a lowered program for hosts. refused is told of a method of the
// script's that compiled code has called and that was not run, or whose results it cannot
// take, once for each.
func NewProgram(r *lower.Result, tables *compiled.Tables, refused func(method *types.Func, err error)) *Program {
	p := &Program{
		boxes: r.Boxes, types: tables.Types, real: newRealTypes(r.Boxes, tables.Types),
		lent: maps.Clone(r.Lent), begin: r.File.Package, recovers: r.Recovers, concurrent: r.Concurrent,
		symbols: compiled.Symbols{}, crossing: map[symbolName]crossingFunc{}, hosted: map[string]bool{},
		variables: map[string]boundVariable{},
	}
	p.real.refusedBy = refused
	p.use(r, tables)
	p.useMethods(r, tables)
	return p
}

// use collects the symbols that the lowered file mentions: an interpreter that
// is given a whole package keeps a copy of it.
func (p *Program) use(r *lower.Result, tables *compiled.Tables) {
	path := map[string]string{}
	for importPath, name := range r.Imports {
		path[name] = importPath
	}
	bound := map[boundSymbol]bool{}
	ast.Inspect(r.File, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := s.X.(*ast.Ident)
		if !ok || path[x.Name] == "" {
			return true
		}
		if path[x.Name] == lower.HostPackage {
			p.hosted[s.Sel.Name] = true
			return true
		}

		t, _ := tables.Package(path[x.Name])
		key := t.Path + "//" + t.Name // see Host.Symbols
		if p.symbols[key] == nil {
			p.symbols[key] = map[string]reflect.Value{}
		}
		if _, own := redirected[t.Path][s.Sel.Name]; own {
			bound[boundSymbol{key, t.Path, s.Sel.Name}] = true
			return true
		}
		symbol := t.Symbols[s.Sel.Name]
		if symbol.IsValid() && symbol.CanAddr() {
			p.variables[key+"."+s.Sel.Name] = boundVariable{key, s.Sel.Name, symbol}
			return true
		}
		f := crossingFunc{function: symbol}
		if own, ok := bounded[t.Path+"."+s.Sel.Name]; ok {
			f.function = reflect.ValueOf(own)
		}
		if own, ok := detached[t.Path+"."+s.Sel.Name]; ok {
			f.function = own
		}
		if p.crosses(&f, t.Path, s.Sel.Name) {
			p.crossing[symbolName{key, s.Sel.Name}] = f
		} else {
			p.symbols[key][s.Sel.Name] = f.function
		}
		return true
	})
	for b := range bound {
		p.bound = append(p.bound, b)
	}
}
