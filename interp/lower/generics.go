package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/interp/compiled"
	"golang.org/x/tools/go/ast/astutil"
)

// Bounds of what generic code may grow into.
const (
	maxInstances    = 1000
	maxInstanceText = 4_000 // of a type that grows with each instance
)

// generics writes every instance of generic code out as plain code, which
// yaegi can run. What a type or a function is instantiated with is known from
// the first check, so one walk finds all: plain code names instances, each is
// written down once, and names further ones. The result is checked anew, which
// tells the passes that follow all they need.
func (k *linked) generics(report func(pos token.Pos, format string, args ...any)) {
	g := &generic{
		linked: k, report: report, context: types.NewContext(),
		funcs: map[types.Object]*ast.FuncDecl{}, specs: map[types.Object]*ast.TypeSpec{},
		methods: map[types.Object][]*ast.FuncDecl{}, instances: map[types.Object][]*instance{},
	}
	if !g.collect() {
		return
	}
	if g.nested() {
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

type generic struct {
	*linked
	report  func(pos token.Pos, format string, args ...any)
	context *types.Context // identical instances are one type

	plain   []ast.Decl // what is not generic
	funcs   map[types.Object]*ast.FuncDecl
	specs   map[types.Object]*ast.TypeSpec
	methods map[types.Object][]*ast.FuncDecl // of generic types

	instances map[types.Object][]*instance
	made      int
	queue     []*instance
	written   []ast.Decl
}

// instance is generic code with types for its type parameters.
type instance struct {
	origin types.Object
	args   []types.Type
	name   string
	pos    token.Pos // of the generic declaration
}

// collect takes the generic declarations out of the file, and the constraints
// along with them.
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

// nested reports generic types that functions declare.
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

// splitTypes makes a declaration of each type, so that one can be generic and
// another not.
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

// receiverType is the generic type that a method is declared for.
func receiverType(f *types.Func) *types.Named {
	t := f.Signature().Recv().Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	return types.Unalias(t).(*types.Named).Origin()
}

func isConstraint(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && !i.IsMethodSet()
}

// hoistLocalTypes moves the types that plain functions declare to the top of
// the file, where instances can name them; link gave them names of their own.
func (g *generic) hoistLocalTypes() {
	var hoisted []ast.Decl
	for _, d := range g.plain {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			hoisted = append(hoisted, hoistTypes(f.Body)...)
		}
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

// hoistTypes takes the types that a body declares out of it.
func hoistTypes(body *ast.BlockStmt) (hoisted []ast.Decl) {
	astutil.Apply(body, nil, func(c *astutil.Cursor) bool {
		if s, ok := c.Node().(*ast.DeclStmt); ok && s.Decl.(*ast.GenDecl).Tok == token.TYPE {
			hoisted = append(hoisted, s.Decl)
			c.Replace(&ast.EmptyStmt{Semicolon: s.Pos()})
		}
		return true
	})
	return hoisted
}

// typeInstance is the name of an instance of a generic type.
func (g *generic) typeInstance(t *types.Named) string {
	args := make([]types.Type, t.TypeArgs().Len())
	for i := range args {
		args[i] = t.TypeArgs().At(i)
	}
	return g.instance(t.Origin().Obj(), args)
}

// instance is the name of an instance; a new one is put into the queue.
func (g *generic) instance(origin types.Object, args []types.Type) string {
	for _, have := range g.instances[origin] {
		if identicalLists(have.args, args) {
			return have.name
		}
	}
	shown := make([]string, len(args))
	for i, a := range args {
		shown[i] = compiled.TypeText{Display: g.displayName}.Of(a)
	}
	base := g.nameOf(origin)
	one := &instance{origin: origin, args: args, name: base + mark + "g" + strconv.Itoa(g.made), pos: origin.Pos()}
	g.made++
	text := strings.Join(shown, ",")
	if len(text) > maxInstanceText {
		g.made = maxInstances + 1
	}
	g.display[one.name] = g.displayName(base) + "[" + text + "]"
	g.instances[origin] = append(g.instances[origin], one)
	g.queue = append(g.queue, one)
	return one.name
}

func identicalLists(a, b []types.Type) bool {
	for i := range a {
		if !types.Identical(a[i], b[i]) {
			return false
		}
	}
	return true
}

// write writes an instance down, with all methods of a type.
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
	c := g.copyOf(spec, typeParams(one.origin.Type()), one.args).(*ast.TypeSpec)
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

func typeParams(t types.Type) *types.TypeParamList {
	switch t := t.(type) {
	case *types.Named:
		return t.TypeParams()
	case *types.Alias:
		return t.TypeParams()
	}
	return nil
}

// add adds a declaration, and the types that it declares inside.
func (g *generic) add(d ast.Decl) {
	if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
		g.written = append(g.written, splitTypes(hoistTypes(f.Body))...)
	}
	g.written = append(g.written, d)
}
