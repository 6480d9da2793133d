package interp

import (
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// Bounds of what generic code may grow into.
const (
	maxInstances = 1000
	maxRounds    = 30
)

// generics writes every instance of generic code out as plain code, which
// yaegi can run. Instances inside instances are only known when those have
// been checked, so it goes in rounds: write out, check, look again.
func (k *linked) generics(report func(pos token.Pos, format string, args ...any)) {
	g := &generic{linked: k, report: report, decls: map[string]ast.Decl{}, methods: map[string][]*ast.FuncDecl{}, instances: map[string]string{}}
	if !g.collect() {
		return
	}
	g.hoistLocalTypes()
	for range maxRounds {
		if !g.check() || !g.round() {
			return
		}
		if len(g.pending) == 0 {
			g.drop()
			g.check()
			return
		}
		k.file.Decls = append(k.file.Decls, g.pending...)
		g.pending = nil
	}
	report(k.file.Package, "generic code of the script grows without end")
}

type generic struct {
	*linked
	report    func(pos token.Pos, format string, args ...any)
	decls     map[string]ast.Decl        // generic functions and types by name
	methods   map[string][]*ast.FuncDecl // of generic types
	instances map[string]string          // name and type arguments → name of the instance
	pending   []ast.Decl
}

// collect finds the generic declarations of the file.
func (g *generic) collect() bool {
	for _, d := range g.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil {
				if name, params := receiverParams(d); params != nil {
					g.methods[name] = append(g.methods[name], d)
				}
			} else if d.Type.TypeParams != nil {
				g.decls[d.Name.Name] = d
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if t, ok := s.(*ast.TypeSpec); ok && t.TypeParams != nil {
					g.decls[t.Name.Name] = &ast.GenDecl{TokPos: d.TokPos, Tok: token.TYPE, Specs: []ast.Spec{t}}
				}
			}
		}
	}
	return len(g.decls) > 0
}

// receiverParams gives the type that a method is of, and the names that its
// receiver gives the type's parameters.
func receiverParams(d *ast.FuncDecl) (name string, params []*ast.Ident) {
	t := ast.Unparen(d.Recv.List[0].Type)
	if star, ok := t.(*ast.StarExpr); ok {
		t = ast.Unparen(star.X)
	}
	switch t := t.(type) {
	case *ast.IndexExpr:
		return t.X.(*ast.Ident).Name, []*ast.Ident{t.Index.(*ast.Ident)}
	case *ast.IndexListExpr:
		for _, e := range t.Indices {
			params = append(params, e.(*ast.Ident))
		}
		return t.X.(*ast.Ident).Name, params
	}
	return "", nil
}

// isGeneric tells whether a declaration has type parameters.
func isGenericDecl(d ast.Decl) bool {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv != nil {
			_, params := receiverParams(d)
			return params != nil
		}
		return d.Type.TypeParams != nil
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if t, ok := s.(*ast.TypeSpec); ok && t.TypeParams != nil {
				return true
			}
		}
	}
	return false
}

// hoistLocalTypes moves the types that functions declare to the top of the
// file, where instances can name them; link gave them names of their own.
func (g *generic) hoistLocalTypes() {
	var hoisted []ast.Decl
	for _, d := range g.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil || isGenericDecl(f) {
			continue
		}
		astutil.Apply(f.Body, nil, func(c *astutil.Cursor) bool {
			if s, ok := c.Node().(*ast.DeclStmt); ok && s.Decl.(*ast.GenDecl).Tok == token.TYPE {
				hoisted = append(hoisted, s.Decl)
				c.Replace(&ast.EmptyStmt{Semicolon: s.Pos()})
			}
			return true
		})
	}
	g.file.Decls = append(g.splitTypes(hoisted), g.splitTypes(g.file.Decls)...)
}

// splitTypes makes a declaration of each type, so that one can be generic and
// another not.
func (g *generic) splitTypes(decls []ast.Decl) []ast.Decl {
	var out []ast.Decl
	for _, d := range decls {
		if t, ok := d.(*ast.GenDecl); ok && t.Tok == token.TYPE && len(t.Specs) > 1 {
			for _, s := range t.Specs {
				out = append(out, &ast.GenDecl{TokPos: s.Pos(), Tok: token.TYPE, Specs: []ast.Spec{s}})
			}
			continue
		}
		out = append(out, d)
	}
	return out
}

// check type-checks the file as it is now: everything known of it is new.
func (g *generic) check() bool {
	withImports := *g.file
	withImports.Decls = append(g.importDecls(), g.file.Decls...)
	info := newInfo()
	good := true
	conf := types.Config{
		GoVersion: goVersion, Sizes: gcSizes,
		Importer: importerFunc(g.tables.types.Import),
		Error: func(err error) {
			var e types.Error
			if errors.As(err, &e) && strings.Contains(e.Msg, "duplicate case") {
				return // of two type parameters that are the same type here
			}
			good = false
			g.report(e.Pos, "this generic code is not available to scripts: %s", unmark(e.Msg))
		},
	}
	pkg, _ := conf.Check("main", g.fset, []*ast.File{&withImports}, info)
	g.info, g.script = info, pkg
	g.names, g.source = map[types.Object]string{}, map[*types.Package]bool{pkg: true}
	return good
}

// round rewrites every mention of an instance in plain code, and writes the
// instances down that are new.
func (g *generic) round() bool {
	for _, d := range g.file.Decls {
		if isGenericDecl(d) {
			continue
		}
		astutil.Apply(d, nil, func(c *astutil.Cursor) bool {
			switch n := c.Node().(type) {
			case *ast.IndexExpr:
				g.unindex(c, n.X)
			case *ast.IndexListExpr:
				g.unindex(c, n.X)
			case *ast.Ident:
				g.mention(n)
			}
			return true
		})
	}
	if len(g.instances) > maxInstances {
		g.report(g.file.Package, "generic code of the script has more than %d instances", maxInstances)
		return false
	}
	return true
}

// unindex takes the type arguments off a name that stands for an instance.
func (g *generic) unindex(c *astutil.Cursor, x ast.Expr) {
	if id, ok := ast.Unparen(x).(*ast.Ident); ok {
		if _, instance := g.info.Instances[id]; instance {
			c.Replace(id)
		}
	}
}

// mention renames a mention of generic code to the instance it means.
func (g *generic) mention(id *ast.Ident) {
	if inst, ok := g.info.Instances[id]; ok {
		id.Name = g.instance(id.Name, inst.TypeArgs)
		return
	}
	if f, ok := g.info.Uses[id].(*types.Var); ok && f.Embedded() {
		if n, ok := embeddedType(f).(*types.Named); ok && n.TypeArgs().Len() > 0 && g.decls[n.Obj().Name()] != nil {
			id.Name = g.instance(n.Obj().Name(), n.TypeArgs())
		}
	}
}

func embeddedType(v *types.Var) types.Type {
	if p, ok := types.Unalias(v.Type()).(*types.Pointer); ok {
		return types.Unalias(p.Elem())
	}
	return types.Unalias(v.Type())
}

// instance is the name of an instance; a new one is written down.
func (g *generic) instance(name string, args *types.TypeList) string {
	exact, shown := make([]string, args.Len()), make([]string, args.Len())
	for i := range exact {
		exact[i] = types.TypeString(args.At(i), nil)
		shown[i] = typeText{g.displayName}.of(args.At(i))
	}
	key := name + "[" + strings.Join(exact, ",") + "]"
	if made, ok := g.instances[key]; ok {
		return made
	}
	made := name + mark + "g" + strconv.Itoa(len(g.instances))
	g.instances[key] = made
	g.display[made] = g.displayName(name) + "[" + strings.Join(shown, ",") + "]"
	d, ok := g.decls[name]
	if !ok {
		panic("interp: instance of unknown " + name)
	}
	g.write(d, made, args)
	return made
}

// write adds a copy of a declaration with types for its type parameters.
func (g *generic) write(d ast.Decl, name string, args *types.TypeList) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		c := g.copy(d, fieldNames(d.Type.TypeParams), args).(*ast.FuncDecl)
		c.Name.Name, c.Type.TypeParams = name, nil
		g.pending = append(g.pending, c)
	case *ast.GenDecl:
		spec := d.Specs[0].(*ast.TypeSpec)
		c := g.copy(d, fieldNames(spec.TypeParams), args).(*ast.GenDecl)
		one := c.Specs[0].(*ast.TypeSpec)
		one.Name.Name, one.TypeParams = name, nil
		g.pending = append(g.pending, c)
		for _, m := range g.methods[spec.Name.Name] {
			_, params := receiverParams(m)
			g.writeMethod(m, params, name, args)
		}
	}
}

func (g *generic) writeMethod(m *ast.FuncDecl, params []*ast.Ident, name string, args *types.TypeList) {
	c := g.copy(m, params, args).(*ast.FuncDecl)
	recv := c.Recv.List[0]
	pos := recv.Type.Pos()
	if _, ptr := ast.Unparen(recv.Type).(*ast.StarExpr); ptr {
		recv.Type = &ast.StarExpr{Star: pos, X: ident(name, pos)}
	} else {
		recv.Type = ident(name, pos)
	}
	g.pending = append(g.pending, c)
}

func fieldNames(list *ast.FieldList) []*ast.Ident {
	var names []*ast.Ident
	for _, f := range list.List {
		names = append(names, f.Names...)
	}
	return names
}

// copy copies a declaration, with types for type parameters and new names for
// the types it declares inside.
func (g *generic) copy(d ast.Decl, params []*ast.Ident, args *types.TypeList) ast.Decl {
	with := map[string]func(pos token.Pos) ast.Expr{}
	for i, p := range params {
		if p.Name != "_" {
			with[p.Name] = func(pos token.Pos) ast.Expr { return g.typeExpr(args.At(i), pos) }
		}
	}
	c := copyNode(reflect.ValueOf(d)).Interface().(ast.Decl)
	if f, ok := c.(*ast.FuncDecl); ok {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.TypeSpec); ok {
				name := g.temp(strings.ReplaceAll(s.Name.Name, mark, ""))
				g.display[name] = g.displayName(s.Name.Name)
				with[s.Name.Name] = func(pos token.Pos) ast.Expr { return ident(name, pos) }
			}
			return true
		})
	}
	astutil.Apply(c, nil, func(cur *astutil.Cursor) bool {
		if id, ok := cur.Node().(*ast.Ident); ok {
			if made, ok := with[id.Name]; ok && !isSelected(cur) {
				cur.Replace(made(id.Pos()))
			}
		}
		return true
	})
	return c
}

// isSelected tells the name of a field or method from other names.
func isSelected(c *astutil.Cursor) bool {
	_, sel := c.Parent().(*ast.SelectorExpr)
	return sel && c.Name() == "Sel"
}

// copyNode copies a syntax tree.
func copyNode(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return reflect.Zero(v.Type())
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(copyNode(v.Elem()))
		return c
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type()).Elem()
		c.Set(copyNode(v.Elem()))
		return c
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(copyNode(v.Index(i)))
		}
		return c
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			c.Field(i).Set(copyNode(v.Field(i)))
		}
		return c
	}
	return v
}

// drop takes the generic declarations out: all that is used of them is
// written out, and the constraints along with them.
func (g *generic) drop() {
	kept := g.file.Decls[:0]
	for _, d := range g.file.Decls {
		if !isGenericDecl(d) && !g.isConstraint(d) {
			kept = append(kept, d)
		}
	}
	g.file.Decls = kept
}

func (g *generic) isConstraint(d ast.Decl) bool {
	t, ok := d.(*ast.GenDecl)
	if !ok || t.Tok != token.TYPE {
		return false
	}
	obj := g.info.Defs[t.Specs[0].(*ast.TypeSpec).Name]
	i, ok := obj.Type().Underlying().(*types.Interface)
	return ok && !i.IsMethodSet()
}

// displayName is a name of the linked file as Go would show it.
func (k *linked) displayName(name string) string {
	if shown, ok := k.display[name]; ok {
		return shown
	}
	return unmark(name)
}
