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

// linked is a whole program as one file, in which every name means one thing:
// names of imported source packages carry a number, imports have one name each,
// and no local name hides a package-level or predeclared one. So any pass can
// write any type or function down anywhere.
//
// link fills it. check replaces what is known of the file after generic code or
// ranges over functions were written out as plain code.
type linked struct {
	file    *ast.File
	info    *types.Info // of the nodes of file; passes add those that they make
	fset    *token.FileSet
	script  *types.Package
	imports map[string]string       // import path → name in the file
	names   map[types.Object]string // new names; empty after check, when objects have them
	source  map[*types.Package]bool // packages that are interpreted
	tables  *compiled.Tables
	lent    map[string]reflect.Value // symbols of this program's host package
	display map[string]string        // names of types in the file → as Go shows them

	oldFiles map[*token.File]bool // in Go 1.21 or older, where the rounds of a loop share its variables

	// instanceName names the instances of generic types while those are written
	// out; it is nil before and after.
	instanceName func(*types.Named) string

	// The types of the script that the host makes: those that lead back to themselves,
	// and what those lead to.
	hostTypes map[*types.TypeName]reflect.Type

	// madeOf are the types that the script's named types are declared with: of
	// type a b it is b.
	madeOf map[*types.TypeName]types.Type

	// named are the names of fields in the interpreter, where they are not the
	// script's; see nameFields.
	named map[*types.Var]string

	// loopBodies are the functions that rangeFuncs made of bodies of loops: what
	// they defer is deferred by the function around them.
	loopBodies map[*ast.FuncLit]bool

	// overruns panic when a function that is ranged over does not stop with the loop.
	// They call panic until the file was checked, and then the host.
	overruns []*ast.CallExpr

	lowered bool // typeExpr writes types down for the interpreter, not for the checker
	fresh   int  // the number of the last name that was made up
}

// importName returns the one name of a compiled package in the linked file,
// whatever the script's files call it. It may be called by any pass: finish
// declares what it has given out.
func (k *linked) importName(pkg *types.Package) string {
	if name, ok := k.imports[pkg.Path()]; ok {
		return name
	}
	name := fmt.Sprintf("%s%s%s%d", pkg.Name(), mark, mark, len(k.imports))
	k.imports[pkg.Path()] = name
	return name
}

// finish declares the imports that the file uses at the end of lowering. Until
// then the file has none.
func (k *linked) finish() {
	k.file.Decls = append(k.importDecls(), k.file.Decls...)
}

// importDecls returns a declaration of the imports that the file mentions; nil
// when there are none. The checker reports an import that is not used.
func (k *linked) importDecls() []ast.Decl {
	d := &ast.GenDecl{TokPos: k.file.Package, Tok: token.IMPORT, Lparen: k.file.Package}
	for _, path := range k.mentioned() {
		d.Specs = append(d.Specs, &ast.ImportSpec{
			Name: ident(k.imports[path], k.file.Package),
			Path: &ast.BasicLit{ValuePos: k.file.Package, Kind: token.STRING, Value: strconv.Quote(path)},
		})
	}
	if len(d.Specs) == 0 {
		return nil
	}
	return []ast.Decl{d}
}

// mentioned lists the import paths of the packages that selectors of the file
// mention, as it is now: a pass may have dropped the last mention of one.
func (k *linked) mentioned() (paths []string) {
	used := map[string]bool{}
	ast.Inspect(k.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	for path, name := range k.imports {
		if used[name] {
			paths = append(paths, path)
		}
	}
	return paths
}

// temp returns a name that nothing else in the file has: base with a mark before
// and a number behind it.
func (k *linked) temp(base string) string {
	k.fresh++
	return fmt.Sprintf("%s%s%d", mark, base, k.fresh)
}

// typeOf returns the type of an expression as the checker or the pass that made
// it has noted it; nil when neither has. For an identifier the object's type is
// as good.
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

// builtin returns the name of the predeclared function that a call is of; "" for
// other calls, and for a function of the script that has such a name.
func (k *linked) builtin(call *ast.CallExpr) string {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := k.info.Uses[id].(*types.Builtin); ok {
			return b.Name()
		}
	}
	return ""
}

// isConversion reports whether a call is a conversion T(x).
func (k *linked) isConversion(call *ast.CallExpr) bool {
	return k.info.Types[call.Fun].IsType()
}

// rootObject returns the variable that an addressable expression is a part of:
// &x.f[2] keeps x alive, and lets it be changed. It is nil when the way
// leads through a pointer, a slice or a map, for then the part is not in the
// variable, and when there is no variable.
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

// hold makes one func init of all, which calls them and then waits in the host until
// the instance is killed. yaegi stops its frames, and wakes goroutines that wait for a
// channel, when the context ends under which it runs a program; so that run has to last
// as long as the instance. After a func init that was stopped yaegi would run the next
// one. Programs whose instances share an interpreter have no func init, are never
// stopped, and need no hold.
func (k *linked) hold() {
	pos := k.file.Package
	var body []ast.Stmt
	for _, d := range k.file.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && isInit(d) {
			k.fresh++
			d.Name = ident(fmt.Sprintf("init%s%d", mark, k.fresh), d.Name.Pos())
			body = append(body, &ast.ExprStmt{X: call(pos, ident(d.Name.Name, pos))})
		}
	}
	body = append(body, &ast.ExprStmt{X: call(pos, hostFunc(pos, "Hold"))})
	k.file.Decls = append(k.file.Decls, &ast.FuncDecl{
		Name: ident("init", pos),
		Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}},
		Body: block(pos, body...),
	})
}

func isInit(d *ast.FuncDecl) bool { return d.Recv == nil && d.Name.Name == "init" }

// isScriptInterface reports whether values are boxed for an interface type: for
// those that the script declares, for any, and for all that have no name. An
// interface of a compiled package, and error, holds Go's own values.
func (k *linked) isScriptInterface(t types.Type) bool {
	t = types.Unalias(t)
	if !types.IsInterface(t) {
		return false
	}
	n, named := t.(*types.Named)
	return !named || n.Obj().Pkg() != nil && k.isScript(n.Obj().Pkg())
}

// isScript reports whether a package is interpreted.
func (k *linked) isScript(pkg *types.Package) bool { return k.source[pkg] }

// declaredWith returns what a named type of the script is made of in the end: a type
// without a name, one that the host makes, or a compiled one.
func (k *linked) declaredWith(obj *types.TypeName) types.Type {
	t := k.madeOf[obj]
	for n, named := t.(*types.Named); named && k.madeOf[n.Obj()] != nil && k.hostTypes[n.Obj()] == nil; n, named = t.(*types.Named) {
		t = k.madeOf[n.Obj()]
	}
	return t
}

// spreads reports whether yaegi takes a value of type t for a slice of the elements,
// not for one of them, where elements of slice s are listed: t is a slice or an array
// whose elements have the same type in the interpreter.
func (k *linked) spreads(t types.Type, s *types.Slice) bool {
	if t == nil {
		return false
	}
	var elem types.Type
	switch t := t.Underlying().(type) {
	case *types.Slice:
		elem = t.Elem()
	case *types.Array:
		elem = t.Elem()
	default:
		return false
	}
	return types.Identical(k.made(elem), k.made(s.Elem()))
}

// made returns the type that the interpreter has for a named type of the script, and
// other types themselves.
func (k *linked) made(t types.Type) types.Type {
	t = types.Unalias(t)
	if n, named := t.(*types.Named); named && k.madeOf[n.Obj()] != nil && k.hostTypes[n.Obj()] == nil {
		return k.declaredWith(n.Obj())
	}
	return t
}

// compiledVariable returns the variable of a compiled package that an expression names,
// nil for other expressions.
func (k *linked) compiledVariable(e ast.Expr) *types.Var {
	x, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	v, ok := k.info.Uses[x.Sel].(*types.Var)
	if !ok || v.IsField() || v.Pkg() == nil || k.isScript(v.Pkg()) {
		return nil
	}
	return v
}

// isCompiled reports whether a type has a name and is compiled, or made by the host.
func (k *linked) isCompiled(t types.Type) bool {
	n, named := types.Unalias(t).(*types.Named)
	return named && (k.hostTypes[n.Obj()] != nil || n.Obj().Pkg() != nil && !k.isScript(n.Obj().Pkg()))
}

// lend adds a symbol to this program's host package, and returns its name there.
// A nil pointer stands for the type it points to, as in yaegi's tables of
// symbols; one that is there already is lent once only.
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

// nameOf returns an object's name in the linked file.
func (k *linked) nameOf(obj types.Object) string {
	if name, ok := k.names[obj]; ok {
		return name
	}
	return obj.Name()
}

// plainName returns a field's name as Go shows it. The name of an embedded field
// in the linked file is that of its type; Go shows what the script wrote, without
// the package and without type arguments.
func (k *linked) plainName(v *types.Var) string {
	name := v.Name()
	if strings.Contains(name, mark) {
		name, _, _ = strings.Cut(k.displayName(name), "[")
		name = name[strings.LastIndexByte(name, '.')+1:]
	}
	return name
}

// fieldName returns a field's name in the interpreter.
func (k *linked) fieldName(v *types.Var) string {
	if name, ok := k.named[v]; ok {
		return name
	}
	return k.plainName(v)
}

// nameFields names the fields of a struct for the interpreter, where reflection
// makes them exported: blank ones get names, and a name that becomes another field's
// gets a longer one. A struct that the host makes has its fields' names exported,
// because reflection sets no others.
//
//	struct{ a, Xa, _ int }  →  struct{ a_, Xa, _2 int }
func (k *linked) nameFields(s *types.Struct, host bool) {
	taken := map[string]bool{}
	for f := range s.Fields() {
		taken[k.plainName(f)] = true
	}
	for i := range s.NumFields() {
		f := s.Field(i)
		name := k.plainName(f)
		if name == "_" {
			name += strconv.Itoa(i)
		}
		if !token.IsExported(name) {
			for taken[exported(name)] {
				name += "_"
			}
			taken[exported(name)] = true
		}
		if host {
			name = exported(name)
		}
		if name != k.plainName(f) {
			k.named[f] = name
		}
	}
}

// carriesScript reports whether compiled code would see something else than Go
// shows in a value of a type: reflection finds no names of the script's types,
// and other names for its unexported fields. Such values are boxed with their
// type where they become interface values; all others go as they are.
func (k *linked) carriesScript(t types.Type) bool { return k.carries(t, map[types.Type]bool{}) }

// carries is carriesScript with the types that it has looked at, for types may
// lead back to themselves. An unnamed struct or interface counts as the script's
// whatever is in it.
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

// check type-checks the file as it is now, after generic code or ranges over
// functions were written out as plain code, and replaces everything that was
// known of it: types.Info, the script's package, and names. Objects and types
// that were found before it are not those of the file any more, so no pass may
// keep them across a check. report is given what the checker finds wrong, in
// words that say which construct, what, a script cannot use.
func (k *linked) check(report func(pos token.Pos, format string, args ...any), what string) {
	withImports := *k.file
	withImports.Decls = append(k.importDecls(), k.file.Decls...)
	info := load.NewInfo()
	pkg := load.Check("main", k.fset, []*ast.File{&withImports}, info, k.tables.Types.Import, func(err error) {
		var e types.Error
		if errors.As(err, &e); load.Unused(e) {
			return // which matters to the author alone
		}
		report(e.Pos, "this %s is not available to scripts: %s", what, Unmark(e.Msg))
	})
	k.info, k.script = info, pkg
	k.names, k.source = map[types.Object]string{}, map[*types.Package]bool{pkg: true}
}

// displayName returns a name of the linked file as Go shows it.
func (k *linked) displayName(name string) string {
	if shown, ok := k.display[name]; ok {
		return shown
	}
	return Unmark(name)
}

// exported is a field's name as reflection sets it; yaegi does the same.
func exported(name string) string {
	if token.IsExported(name) {
		return name
	}
	return "X" + name
}
