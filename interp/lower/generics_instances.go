package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/interp/compiled"
)

// generic is the state of the pass. collect fills plain, funcs, specs and methods;
// the instances grow while code is rewritten.
type generic struct {
	*linked
	report  func(pos token.Pos, format string, args ...any)
	context *types.Context // identical instances are one type

	plain   []ast.Decl                       // what is not generic, rewritten in place
	funcs   map[types.Object]*ast.FuncDecl   // generic functions
	specs   map[types.Object]*ast.TypeSpec   // generic types and aliases
	methods map[types.Object][]*ast.FuncDecl // generic type → its methods

	instances map[types.Object][]*instance // generic type or function → its instances so far
	made      int                          // how many instances there are; names count with it
	queue     []*instance                  // named, but not written yet
	written   []ast.Decl                   // the instances, and types that they declared inside
}

// instance is a generic function, or a generic type with all its methods, with types
// for its type parameters.
type instance struct {
	origin types.Object // of the generic declaration
	args   []types.Type // no type parameters are left in them
	name   string       // in the file: first·g0
	pos    token.Pos    // of the generic declaration
}

// typeInstance returns the name of an instance of a generic type. typeExpr asks it
// for every such type that is written down while the pass runs.
func (g *generic) typeInstance(t *types.Named) string {
	args := make([]types.Type, t.TypeArgs().Len())
	for i := range args {
		args[i] = t.TypeArgs().At(i)
	}
	return g.instance(t.Origin().Obj(), args)
}

// instance returns the name of an instance; a new one is put into the queue. Lists
// of type arguments are one instance when the types are identical, however they are
// written. Arguments whose text is longer than maxInstanceText end the pass like too
// many instances: they come from code that instantiates itself with ever larger
// types.
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

// identicalLists reports whether two lists of type arguments are the same. Both are for
// one generic declaration, so they are of one length.
func identicalLists(a, b []types.Type) bool {
	for i := range a {
		if !types.Identical(a[i], b[i]) {
			return false
		}
	}
	return true
}

// Bounds of what generic code may grow into.
const (
	maxInstances    = 1000
	maxInstanceText = 4_000 // bytes of the type arguments of one instance, which may double with each
)
