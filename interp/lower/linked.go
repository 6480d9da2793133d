package lower

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/load"
)

// mark is in every name that link and lower make up: no Go identifier can hold
// it, so no script's name can be the same.
const mark = "·"

// MainName is the name of func main in the lowered file: yaegi would run a
// function called main by itself.
const MainName = "Main" + mark

// linked is a whole program as one file, in which every name means one thing:
// names of imported source packages carry a number, imports have one name
// each, and no local name hides a package-level or predeclared one. So the
// passes that follow can write any type or function down anywhere.
type linked struct {
	file    *ast.File
	info    *types.Info
	fset    *token.FileSet
	script  *types.Package
	imports map[string]string // import path → name in the file
	names   map[types.Object]string
	source  map[*types.Package]bool // packages that are interpreted
	tables  *compiled.Tables
	lent    map[string]reflect.Value // symbols of this program's host package
	display map[string]string        // names of types in the file → as Go shows them
	// instanceName names the instances of generic types while those are written
	// out; nil before.
	instanceName func(*types.Named) string

	hostTypes  map[*types.TypeName]reflect.Type // structs of the script that the host makes
	hostFields map[*types.Var]bool              // and their fields

	loopBodies map[*ast.FuncLit]bool // functions that were bodies of ranges over functions

	overruns []*ast.CallExpr // that panic when a function ranged over goes on after its end
	lowered  bool            // types are written down for the interpreter, not for the checker
	fresh    int
}

// importName is the one name of a compiled package in the linked file.
func (k *linked) importName(pkg *types.Package) string {
	if name, ok := k.imports[pkg.Path()]; ok {
		return name
	}
	name := fmt.Sprintf("%s%s%s%d", pkg.Name(), mark, mark, len(k.imports))
	k.imports[pkg.Path()] = name
	return name
}

// finish declares the imports that the file still uses.
func (k *linked) finish() {
	k.file.Decls = append(k.importDecls(), k.file.Decls...)
}

// importDecls are the imports that the file uses.
func (k *linked) importDecls() []ast.Decl {
	used := map[string]bool{}
	ast.Inspect(k.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	d := &ast.GenDecl{TokPos: k.file.Package, Tok: token.IMPORT, Lparen: k.file.Package}
	for path, name := range k.imports {
		if used[name] {
			d.Specs = append(d.Specs, &ast.ImportSpec{
				Name: ident(name, k.file.Package),
				Path: &ast.BasicLit{ValuePos: k.file.Package, Kind: token.STRING, Value: strconv.Quote(path)},
			})
		}
	}
	if len(d.Specs) == 0 {
		return nil
	}
	return []ast.Decl{d}
}

// temp is a name that nothing else in the file has.
func (k *linked) temp(base string) string {
	k.fresh++
	return fmt.Sprintf("%s%s%d", mark, base, k.fresh)
}

// typeOf is the checked type of an expression, nil for one that a pass made.
func (k *linked) typeOf(e ast.Expr) types.Type {
	if tv, ok := k.info.Types[e]; ok {
		return tv.Type
	}
	if id, ok := e.(*ast.Ident); ok {
		if obj := k.info.ObjectOf(id); obj != nil {
			return obj.Type()
		}
	}
	return nil
}

// builtin is the name of the predeclared function that a call calls, or "".
func (k *linked) builtin(call *ast.CallExpr) string {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := k.info.Uses[id].(*types.Builtin); ok {
			return b.Name()
		}
	}
	return ""
}

// isConversion tells T(x) from a call.
func (k *linked) isConversion(call *ast.CallExpr) bool {
	return k.info.Types[call.Fun].IsType()
}

// rootObject is the variable that an addressable expression is part of, so
// that taking the expression's address takes the variable's.
func (k *linked) rootObject(e ast.Expr) types.Object {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			return k.info.ObjectOf(x)
		case *ast.SelectorExpr:
			if t := k.typeOf(x.X); t == nil || isPointer(t) {
				return nil
			}
			e = x.X
		case *ast.IndexExpr:
			if t := k.typeOf(x.X); t == nil {
				return nil
			} else if _, array := t.Underlying().(*types.Array); !array {
				return nil
			}
			e = x.X
		default:
			return nil
		}
	}
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// hold ends the initialisers with one that waits: the program is held there while its instance is
// in use, so that it can be stopped.
func (k *linked) hold() {
	pos := k.file.Package
	wait := &ast.ExprStmt{X: call(pos, hostFunc(pos, "Hold"))}
	k.file.Decls = append(k.file.Decls, &ast.FuncDecl{
		Name: ident("init", pos),
		Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}},
		Body: block(pos, wait),
	})
}

// isScriptInterface tells the interfaces that values are boxed for from those
// of compiled packages, whose values are Go's own.
func (k *linked) isScriptInterface(t types.Type) bool {
	t = types.Unalias(t)
	if !types.IsInterface(t) {
		return false
	}
	n, named := t.(*types.Named)
	return !named || n.Obj().Pkg() != nil && k.isScript(n.Obj().Pkg())
}

// isScript tells whether a package is interpreted.
func (k *linked) isScript(pkg *types.Package) bool { return k.source[pkg] }

// lend adds a symbol to the host package of this program.
func (k *linked) lend(v reflect.Value) string {
	for name, have := range k.lent {
		if have.Type() == v.Type() && have.Kind() == reflect.Pointer {
			return name
		}
	}
	name := "Lent" + strconv.Itoa(len(k.lent))
	k.lent[name] = v
	return name
}

// nameOf is an object's name in the linked file.
func (k *linked) nameOf(obj types.Object) string {
	if name, ok := k.names[obj]; ok {
		return name
	}
	return obj.Name()
}

// plainName is a field's name as Go shows it: an embedded one is called after
// its type as the script wrote it.
func (k *linked) plainName(v *types.Var) string {
	name := v.Name()
	if strings.Contains(name, mark) {
		name, _, _ = strings.Cut(k.displayName(name), "[")
		name = name[strings.LastIndexByte(name, '.')+1:]
	}
	return name
}

// fieldName is a field's name in the interpreter.
func (k *linked) fieldName(v *types.Var) string {
	if k.hostFields[v] {
		return exported(k.plainName(v))
	}
	return k.plainName(v)
}

// carriesScript tells whether compiled code would see something else than Go
// shows in a value of a type: reflection finds no names of the script's types,
// and other names for its unexported fields.
func (k *linked) carriesScript(t types.Type) bool { return k.carries(t, map[types.Type]bool{}) }

func (k *linked) carries(t types.Type, seen map[types.Type]bool) bool {
	t = types.Unalias(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		return t.Obj().Pkg() != nil && k.isScript(t.Obj().Pkg())
	case *types.Pointer:
		return k.carries(t.Elem(), seen)
	case *types.Slice:
		return k.carries(t.Elem(), seen)
	case *types.Array:
		return k.carries(t.Elem(), seen)
	case *types.Chan:
		return k.carries(t.Elem(), seen)
	case *types.Map:
		return k.carries(t.Key(), seen) || k.carries(t.Elem(), seen)
	case *types.Struct:
		return t.NumFields() > 0
	case *types.Interface:
		return t.NumMethods() > 0
	case *types.Signature:
		for _, list := range []*types.Tuple{t.Params(), t.Results()} {
			for i := range list.Len() {
				if k.carries(list.At(i).Type(), seen) {
					return true
				}
			}
		}
	}
	return false
}

// check type-checks the file as it is now: everything known of it is new.
func (k *linked) check(report func(pos token.Pos, format string, args ...any), what string) {
	withImports := *k.file
	withImports.Decls = append(k.importDecls(), k.file.Decls...)
	info := load.NewInfo()
	pkg := load.Check("main", k.fset, []*ast.File{&withImports}, info, k.tables.Types.Import, func(err error) {
		var e types.Error
		errors.As(err, &e)
		report(e.Pos, "this %s is not available to scripts: %s", what, Unmark(e.Msg))
	})
	k.info, k.script = info, pkg
	k.names, k.source = map[types.Object]string{}, map[*types.Package]bool{pkg: true}
}

// displayName is a name of the linked file as Go would show it.
func (k *linked) displayName(name string) string {
	if shown, ok := k.display[name]; ok {
		return shown
	}
	return Unmark(name)
}
