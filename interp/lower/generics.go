package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// generics writes every instance of generic code out as plain code. yaegi infers
// type arguments wrongly (two inferred ones are taken for the same type), fails on
// constraints with unions ("undefined type for T") and on generic aliases.
//
//	func first[T any](l []T) T { … }        func first·g0(l []int) int { … }
//	                                   →
//	first([]int{1})                         first·g0([]int{1})
//
// What a type or a function is instantiated with is known from the first check, so
// one walk finds all instances: plain code names some, each is written down once,
// and names further ones. Generic code itself is never in the result. An instance
// has its own name, and display has what Go calls it.
//
// The pass relies on link for names that do not hide one another, since types are
// written down far from where they were declared. It checks the result, so that
// types.Info fits the new file; objects of the first check mean nothing after it.
// A file without generic code is left as it is, and so is types.Info. Whatever goes
// wrong is reported, and the file is then useless.
func (k *linked) generics(report func(pos token.Pos, format string, args ...any)) {
	g := &generic{
		linked: k, report: report, context: types.NewContext(),
		funcs: map[types.Object]*ast.FuncDecl{}, specs: map[types.Object]*ast.TypeSpec{},
		methods: map[types.Object][]*ast.FuncDecl{}, instances: map[types.Object][]*instance{},
	}
	found := g.collect()
	if g.nested() || !found {
		return
	}

	k.instanceName = g.typeInstance
	defer func() { k.instanceName = nil }()
	g.hoistLocalTypes()

	none := &env{generic: g}
	for _, d := range g.plain {
		none.rewrite(d)
	}

	for len(g.queue) > 0 {
		next := g.queue[0]
		g.queue = g.queue[1:]
		if g.made > maxInstances {
			report(next.pos, "generic code of the script has more than %d instances: does it grow without end?", maxInstances)
			return
		}
		g.write(next)
	}

	g.file.Decls = append(g.plain, g.written...)
	g.check(g.report, "generic code")
}

// collect sorts the declarations of the file into generic and plain ones, and drops
// constraints, which nothing mentions once the type parameters are gone. It reports
// whether there is anything to do.
func (g *generic) collect() bool {
	for _, d := range splitTypes(g.file.Decls) {
		switch d := d.(type) {
		case *ast.FuncDecl:
			f, _ := g.info.Defs[d.Name].(*types.Func)
			switch {
			case f == nil || f.Signature().TypeParams().Len()+f.Signature().RecvTypeParams().Len() == 0:
				g.plain = append(g.plain, d)
			case d.Recv == nil:
				g.funcs[f] = d
			default:
				named := receiverType(f)
				g.methods[named.Obj()] = append(g.methods[named.Obj()], d)
			}
		case *ast.GenDecl:
			if spec, ok := d.Specs[0].(*ast.TypeSpec); ok && d.Tok == token.TYPE {
				if obj := g.info.Defs[spec.Name]; spec.TypeParams != nil {
					g.specs[obj] = spec
					continue
				} else if obj != nil && isConstraint(obj.Type()) {
					continue
				}
			}
			g.plain = append(g.plain, d)
		default:
			g.plain = append(g.plain, d)
		}
	}
	return len(g.funcs)+len(g.specs) > 0 || len(g.plain) < len(g.file.Decls)
}

// nested reports generic types that functions declare, and returns whether it found
// any: instances are written at the top of the file, from declarations there.
func (g *generic) nested() (found bool) {
	ast.Inspect(g.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.TypeSpec); ok && s.TypeParams != nil && g.specs[g.info.Defs[s.Name]] != s {
			g.report(s.Pos(), "a generic type inside a function is not available to scripts: declare %s outside", Unmark(s.Name.Name))
			found = true
		}
		return true
	})
	return found
}

// splitTypes takes declarations of several types apart, so that each can be kept,
// dropped or written out by itself. Other declarations stay.
func splitTypes(decls []ast.Decl) []ast.Decl {
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

// receiverType returns the generic type that a method is declared for, with or
// without a pointer.
func receiverType(f *types.Func) *types.Named {
	t := f.Signature().Recv().Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	return types.Unalias(t).(*types.Named).Origin()
}

// isConstraint reports whether a type is an interface with a type set of its own,
// such as ~int | ~string or comparable, which only type parameters can have.
func isConstraint(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && !i.IsMethodSet()
}

// hoistLocalTypes moves the types that plain functions and function literals declare to
// the top of the file, where instances can name them; link gave them names of their own. Those of
// generic functions follow with each instance: see declareLocals and add.
func (g *generic) hoistLocalTypes() {
	var hoisted []ast.Decl
	for _, d := range g.plain {
		hoisted = append(hoisted, hoistTypes(d)...)
	}
	for _, d := range splitTypes(hoisted) {
		if len(d.(*ast.GenDecl).Specs) == 0 {
			continue
		}
		if obj := g.info.Defs[d.(*ast.GenDecl).Specs[0].(*ast.TypeSpec).Name]; obj == nil || !isConstraint(obj.Type()) {
			g.plain = append([]ast.Decl{d}, g.plain...)
		}
	}
}

// hoistTypes takes the types that the functions of a declaration declare out of them,
// and returns their declarations. An empty statement stays in the place, for a label may stand there.
func hoistTypes(d ast.Decl) (hoisted []ast.Decl) {
	astutil.Apply(d, nil, func(c *astutil.Cursor) bool {
		if s, ok := c.Node().(*ast.DeclStmt); ok && s.Decl.(*ast.GenDecl).Tok == token.TYPE {
			hoisted = append(hoisted, s.Decl)
			c.Replace(&ast.EmptyStmt{Semicolon: s.Pos()})
		}
		return true
	})
	return hoisted
}

// write writes an instance down: a copy of the declaration with the types in place,
// under the name of the instance and without type parameters. With a type come all
// its methods, called or not, since compiled code may call them:
//
//	func (s *stack[T]) push(v T)  →  func (s *stack·g0) push(v string)
//
// A method may call the type parameters by other names than the type does.
func (g *generic) write(one *instance) {
	if d, ok := g.funcs[one.origin]; ok {
		params := one.origin.(*types.Func).Signature().TypeParams()
		c := g.copyOf(d, params, one.args).(*ast.FuncDecl)
		c.Name.Name, c.Type.TypeParams = one.name, nil
		g.add(c)
		return
	}

	spec := g.specs[one.origin]
	if spec == nil {
		panic("interp: an instance of unknown " + one.origin.Name())
	}
	c := g.copyOf(spec, one.origin.Type().(*types.Named).TypeParams(), one.args).(*ast.TypeSpec)
	c.Name.Name, c.TypeParams = one.name, nil
	g.add(&ast.GenDecl{TokPos: spec.Pos(), Tok: token.TYPE, Specs: []ast.Spec{c}})

	for _, m := range g.methods[one.origin] {
		params := g.info.Defs[m.Name].(*types.Func).Signature().RecvTypeParams()
		c := g.copyOf(m, params, one.args).(*ast.FuncDecl)
		recv := c.Recv.List[0]
		pos := recv.Type.Pos()
		if _, ptr := ast.Unparen(m.Recv.List[0].Type).(*ast.StarExpr); ptr {
			recv.Type = &ast.StarExpr{Star: pos, X: ident(one.name, pos)}
		} else {
			recv.Type = ident(one.name, pos)
		}
		g.add(c)
	}
}

// add adds a declaration to those that are written, behind the types that a function
// declares inside.
func (g *generic) add(d ast.Decl) {
	g.written = append(g.written, splitTypes(hoistTypes(d))...)
	g.written = append(g.written, d)
}
