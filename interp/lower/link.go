package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"reflect"
	"slices"
	"strconv"

	"github.com/panelgo/panelgo/interp/load"
	"golang.org/x/tools/go/ast/astutil"
)

// linker makes the linked file: it renames every identifier of the packages that
// are interpreted, and merges their declarations. What the passes after it need
// is in linked; the rest is forgotten when link returns.
type linker struct {
	*linked
	program *load.Program
	numbers map[*types.Package]int // of the packages that are interpreted; the script's is 0
	top     map[string]bool        // package-level names of the script
	guarded map[types.Object]bool  // variables of type switches, one object a clause
	results map[types.Object]bool  // named results of functions that defer
}

// link merges the packages of a program, which come in the order of their
// imports with the script last, into one file. yaegi would look for packages on
// disk and resolve names by its own rules of scope; one file in which every name
// is unique needs neither, and lets later passes write any type or function down
// at any place.
//
// It takes the trees of the program over and changes them in place. types.Info
// still holds for them: renamed identifiers keep their objects, and the nodes
// that link makes are given types and uses. The objects keep their old names, so
// the passes ask nameOf for the new ones. Unless keepMain is set, func main is
// left out.
func link(p *load.Program, keepMain bool) *linked {
	info, script := p.Info, p.Script()
	k := &linker{
		program: p,
		linked: &linked{
			info: info, fset: p.Fset, script: script.Types, tables: p.Tables,
			imports: map[string]string{}, names: map[types.Object]string{},
			source: map[*types.Package]bool{}, lent: map[string]reflect.Value{}, display: map[string]string{},
			oldFiles: map[*token.File]bool{},
		},
		numbers: map[*types.Package]int{},
		top:     map[string]bool{},
		guarded: map[types.Object]bool{},
		results: map[types.Object]bool{},
	}

	for i, s := range p.Packages {
		k.numbers[s.Types] = (i + 1) % len(p.Packages)
		k.source[s.Types] = true
	}
	for _, name := range script.Types.Scope().Names() {
		k.top[name] = true
	}
	for node, obj := range info.Implicits {
		if _, clause := node.(*ast.CaseClause); clause {
			k.guarded[obj] = true
		}
	}

	k.file = &ast.File{
		Package: script.Files[0].Package,
		Name:    &ast.Ident{NamePos: script.Files[0].Name.Pos(), Name: "main"},
	}
	for _, s := range p.Packages {
		for _, f := range s.Files {
			if version.Compare(info.FileVersions[f], "go1.22") < 0 {
				k.oldFiles[p.Fset.File(f.Package)] = true
			}
			deferredResults(info, f, k.results)
			k.rename(f)
		}
	}
	k.file.Decls = k.arrange(p.Packages, keepMain)
	return k.linked
}

// rename gives every identifier of a file its name in the linked file. The name
// behind the dot of a selector is a field, a method or a symbol of a package:
// only an embedded field changes its name there.
func (k *linker) rename(f *ast.File) {
	astutil.Apply(f, nil, func(c *astutil.Cursor) bool {
		switch n := c.Node().(type) {
		case *ast.SelectorExpr:
			k.qualified(c, n)
		case *ast.Ident:
			if _, sel := c.Parent().(*ast.SelectorExpr); !sel || c.Name() == "X" {
				k.ident(c, n)
			} else {
				k.mention(n)
			}
		}
		return true
	})
}

// qualified replaces pkg.Name by Name's name in the linked file when pkg is
// interpreted, and pkg by the import's one name when it is compiled:
//
//	geo.Point     →  Point·2
//	str.ToUpper   →  strings··0.ToUpper
func (k *linker) qualified(c *astutil.Cursor, n *ast.SelectorExpr) {
	x, ok := n.X.(*ast.Ident)
	if !ok {
		return
	}
	pkg, ok := k.info.Uses[x].(*types.PkgName)
	if !ok {
		return
	}

	obj := k.info.Uses[n.Sel]
	if _, source := k.numbers[obj.Pkg()]; !source {
		x.Name = k.importName(pkg.Imported())
		return
	}

	id := &ast.Ident{NamePos: n.Pos(), Name: k.name(obj)}
	k.info.Uses[id] = obj
	if inst, ok := k.info.Instances[n.Sel]; ok {
		k.info.Instances[id] = inst
	}
	k.info.Types[id] = k.info.Types[n]
	c.Replace(id)
}

// ident renames an identifier that no selector qualifies. Predeclared names and
// _ stay. So does the name of a field where it is declared, unless the field is
// embedded. A symbol of a dot import becomes a selector, for the linked file has
// no dot imports.
func (k *linker) ident(c *astutil.Cursor, n *ast.Ident) {
	obj := k.info.ObjectOf(n)
	if obj == nil {
		if _, guard := k.info.Defs[n]; guard && k.hides(n.Name) {
			n.Name = guardName(n.Name)
		}
		return
	}
	if obj.Pkg() == nil || n.Name == "_" {
		return
	}

	if _, ours := k.numbers[obj.Pkg()]; ours {
		if _, used := k.info.Uses[n]; used || !isField(obj) {
			n.Name = k.name(obj)
		} else {
			k.mention(n)
		}
		return
	}
	if obj.Parent() == obj.Pkg().Scope() && k.info.Uses[n] != nil { // a dot import of a compiled package
		sel := &ast.SelectorExpr{
			X:   &ast.Ident{NamePos: n.Pos(), Name: k.importName(obj.Pkg())},
			Sel: n,
		}
		k.info.Types[sel] = k.info.Types[n]
		k.info.Uses[sel.X.(*ast.Ident)] = types.NewPkgName(n.Pos(), k.script, obj.Pkg().Name(), obj.Pkg())
		c.Replace(sel)
	}
}

// mention renames a field's identifier. Only embedded fields have new names:
// those of their types, without which the composite literals and selectors of
// the linked file would not type-check again.
func (k *linker) mention(n *ast.Ident) {
	if v, ok := k.info.ObjectOf(n).(*types.Var); ok {
		n.Name = k.name(v)
	}
}

func isField(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.IsField()
}

// name returns an object's name in the linked file, and makes it when it is
// asked for the first time. For a type that is renamed it also notes what Go
// shows in messages and to reflection: geo.Point for a type of an imported
// package, Point for a local one.
func (k *linker) name(obj types.Object) string {
	if name, ok := k.names[obj]; ok {
		return name
	}
	name := k.newName(obj)
	k.names[obj] = name
	if _, typ := obj.(*types.TypeName); typ && name != obj.Name() {
		k.display[name] = obj.Name()
		if pkg := obj.Pkg(); k.numbers[pkg] != 0 && obj.Parent() == pkg.Scope() {
			k.display[name] = pkg.Name() + "." + obj.Name()
		}
	}
	return name
}

// newName makes an object's name. These are the rules:
//
//	main of the script                    Main·, for yaegi runs a main by itself
//	init, methods, fields                 as they are
//	embedded field                        the new name of its type
//	top level of the script               as it is, or max· if predeclared
//	top level of an imported package      Name·2, with the package's number
//	variable of a type switch             as it is, or x··switch if it hides a name
//	local type, or one that hides a name  Name··7, with a number of its own
//	result of a function that defers      Name··7: defers assigns to it anywhere
//	                                      in the body, where a local may hide it
//	label                                 Name··7: for yaegi it may not be called
//	                                      what anything else in scope is called
//	any other local name                  as it is
//
// Local types are numbered because declareTypes moves them to the top level.
func (k *linker) newName(obj types.Object) string {
	name := obj.Name()
	number, ours := k.numbers[obj.Pkg()]
	if !ours || name == "_" {
		return name
	}

	switch o := obj.(type) {
	case *types.Var:
		if o.IsField() {
			if t := embeddedName(o); o.Embedded() && t != nil {
				return k.name(t)
			}
			return name
		}
	case *types.Func:
		if o.Signature().Recv() != nil {
			return name
		}
		if name == "main" && obj.Pkg() == k.script {
			return MainName
		}
		if name == "init" {
			return name
		}
	case *types.Label:
		return k.numbered(name)
	case *types.PkgName:
		return name
	}

	if obj.Parent() == obj.Pkg().Scope() {
		if number > 0 {
			return name + mark + strconv.Itoa(number)
		}
		if types.Universe.Lookup(name) != nil {
			return name + mark
		}
		return name
	}
	if k.guarded[obj] {
		if k.hides(name) {
			return guardName(name)
		}
		return name
	}
	if _, typ := obj.(*types.TypeName); typ || k.results[obj] || k.hides(name) {
		return k.numbered(name)
	}
	return name
}

// numbered returns a name that nothing else in the file has, for a local name.
func (k *linker) numbered(name string) string {
	k.fresh++
	return fmt.Sprintf("%s%s%s%d", name, mark, mark, k.fresh)
}

// hides reports whether a local name would hide a top-level name of the script
// or a predeclared one. Names of imported packages hold a mark, and are never
// hidden.
func (k *linker) hides(name string) bool {
	return k.top[name] || types.Universe.Lookup(name) != nil
}

// guardName renames the variable of a type switch. It is one identifier without
// an object where it is declared, but an object of its own in every clause, so
// its name cannot have a number.
func guardName(name string) string { return name + mark + mark + "switch" }

// embeddedName returns the type name that an embedded field is called after, nil
// for a basic type.
func embeddedName(v *types.Var) types.Object {
	t := v.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	switch t := t.(type) {
	case *types.Named:
		return t.Obj()
	case *types.Alias:
		return t.Obj()
	case *types.TypeParam:
		return t.Obj()
	}
	return nil
}

// arrange orders the declarations of all packages: types, constants, variables
// without a value, those with one in the order in which Go initialises them, and
// functions. In any other order yaegi would give var a = f() its value before the
// variables that f reads have theirs. Imports are dropped here; finish adds those
// that the lowered file still uses.
func (k *linker) arrange(packages []*load.Package, keepMain bool) []ast.Decl {
	var typs, consts, vars, valued, funcs []ast.Decl
	for _, s := range packages {
		specs := map[types.Object]*ast.ValueSpec{}
		var inits []ast.Stmt
		for _, d := range declarations(s) {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if s.Types != k.script && isInit(d) {
					inits = append(inits, k.renameInit(d))
				}
				if d.Name.Name != MainName || keepMain {
					funcs = append(funcs, d)
				}
			case *ast.GenDecl:
				switch d.Tok {
				case token.TYPE:
					typs = append(typs, d)
				case token.CONST:
					consts = append(consts, d)
				case token.VAR:
					vars = append(vars, k.variables(d, specs)...)
				}
			}
		}
		valued = append(valued, k.initialised(s.InitOrder, specs)...)
		if len(inits) > 0 {
			valued = append(valued, varDecl(k.runBefore(inits[0].Pos(), inits...)))
		}
	}
	return slices.Concat(typs, consts, vars, valued, funcs)
}

// declarations returns those of all files of a package.
func declarations(s *load.Package) (decls []ast.Decl) {
	for _, f := range s.Files {
		decls = append(decls, f.Decls...)
	}
	return decls
}

// initialised returns the declarations of variables with a value, in their order.
func (k *linker) initialised(order []*types.Initializer, specs map[types.Object]*ast.ValueSpec) (decls []ast.Decl) {
	done := map[*ast.ValueSpec]bool{}
	for _, init := range order {
		spec := specs[init.Lhs[0]]
		if spec != nil && len(spec.Values) == 1 && !done[spec] {
			done[spec] = true
			if len(spec.Names) == 1 && spec.Names[0].Name == "_" { // yaegi evaluates the first of several after all others
				spec.Names[0] = ident(k.temp("init"), spec.Pos())
			}
			decls = append(decls, varDecl(spec))
		}
	}
	return decls
}

// renameInit gives a func init of an imported package a name of its own, and
// returns the call of it, which is to run before the variables of the next package
// have their values: yaegi calls every init after all variables.
func (k *linker) renameInit(d *ast.FuncDecl) ast.Stmt {
	obj := k.info.Defs[d.Name]
	k.fresh++
	d.Name.Name = fmt.Sprintf("init%s%d", mark, k.fresh)
	k.names[obj] = d.Name.Name

	fun := ident(d.Name.Name, d.Pos())
	made := call(d.Pos(), fun)
	k.info.Uses[fun] = obj
	k.info.Types[fun], k.info.Types[made] = types.TypeAndValue{Type: obj.Type()}, types.TypeAndValue{Type: types.NewTuple()}
	return &ast.ExprStmt{X: made}
}

// variables splits a declaration into one spec for each value, and notes it in
// specs under every variable that the value initialises. It returns the
// declarations of those that have no value, and of those that share one:
//
//	var a, b = 1, 2   →  var a = 1; var b = 2       (in specs)
//	var a, b = f()    →  var a int; var b string    (returned)
//	                     var ·init1 = func() int { a, b = f(); return 0 }()
func (k *linker) variables(d *ast.GenDecl, specs map[types.Object]*ast.ValueSpec) []ast.Decl {
	var plain []ast.Decl
	for _, s := range d.Specs {
		spec := s.(*ast.ValueSpec)
		if len(spec.Values) == 0 {
			k.embedded(spec)
			plain = append(plain, varDecl(spec))
			continue
		}
		if len(spec.Values) == 1 {
			one, declared := spec, spec.Names
			if len(spec.Names) > 1 {
				plain = append(plain, k.declareOnly(spec)...)
				one = k.assignAll(spec)
			}
			for _, n := range declared {
				specs[k.info.Defs[n]] = one
			}
			continue
		}
		for i, n := range spec.Names {
			one := &ast.ValueSpec{Names: []*ast.Ident{n}, Values: []ast.Expr{spec.Values[i]}}
			if spec.Type != nil {
				one.Type = k.typeExpr(k.info.Defs[n].Type(), n.Pos())
				k.info.Types[one.Type] = k.info.Types[spec.Type]
			}
			specs[k.info.Defs[n]] = one
		}
	}
	return plain
}

// embedded gives a variable with a go:embed directive its files: the host lends
// the value, as an embed.FS or a string. The string is converted in the script,
// so that a variable of type []byte has a copy in every interpreter. Variables
// without a directive stay as they are.
func (k *linker) embedded(spec *ast.ValueSpec) {
	pos := spec.Names[0].Pos()
	e := k.program.Embedding(pos)
	if e == nil {
		return
	}
	t := k.info.Defs[spec.Names[0]].Type()
	v, err := e.Value(t)
	if err != nil {
		k.program.Report(pos, "%v", err)
		return
	}
	value := hostFunc(pos, k.lend(v))
	if v.Kind() == reflect.String { // a file system cannot be changed, bytes can
		typ := parenType(k.typeExpr(t, pos))
		k.info.Types[typ] = typeValue(t)
		value = call(pos, typ, value)
		k.info.Types[value] = types.TypeAndValue{Type: t}
	}
	spec.Values = []ast.Expr{value}
}

// declareOnly declares the variables of a spec without their value, with the
// types that the checker found. Blank ones need no declaration.
func (k *linker) declareOnly(spec *ast.ValueSpec) []ast.Decl {
	var decls []ast.Decl
	for _, n := range spec.Names {
		if n.Name == "_" {
			continue
		}
		t := k.info.Defs[n].Type()
		one := &ast.ValueSpec{Names: []*ast.Ident{n}, Type: k.typeExpr(t, n.Pos())}
		k.info.Types[one.Type] = typeValue(t)
		decls = append(decls, varDecl(one))
	}
	return decls
}

// assignAll makes the variable that sets those of var a, b = f():
//
//	var ·init1 = func() int { a, b = f(); return 0 }()
//
// yaegi cannot take the declaration as it is when f is declared further down, as
// all functions of the linked file are: "2 variables but f returns 0 values".
func (k *linker) assignAll(spec *ast.ValueSpec) *ast.ValueSpec {
	pos := spec.Pos()
	set := &ast.AssignStmt{TokPos: pos, Tok: token.ASSIGN, Rhs: spec.Values}
	for _, n := range spec.Names {
		id := ident(n.Name, pos)
		k.info.Uses[id] = k.info.Defs[n]
		set.Lhs = append(set.Lhs, id)
	}

	return k.runBefore(pos, set)
}

// runBefore makes a variable whose initialiser runs statements, and records the
// types, which values needs:
//
//	var ·init1 = func() int { …; return 0 }()
func (k *linker) runBefore(pos token.Pos, list ...ast.Stmt) *ast.ValueSpec {
	lit := thunk(pos, append(list, &ast.ReturnStmt{Return: pos, Results: []ast.Expr{intLit(pos, 0)}})...)
	lit.Type.Results = &ast.FieldList{List: []*ast.Field{{Type: ident("int", pos)}}}

	integer := types.NewVar(pos, k.script, "", types.Typ[types.Int])
	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(integer), false)
	made := call(pos, lit)
	k.info.Types[lit], k.info.Types[made] = types.TypeAndValue{Type: sig}, types.TypeAndValue{Type: integer.Type()}
	k.info.Types[lit.Type.Results.List[0].Type] = typeValue(types.Typ[types.Int])
	return &ast.ValueSpec{Names: []*ast.Ident{ident(k.temp("init"), pos)}, Values: []ast.Expr{made}}
}
