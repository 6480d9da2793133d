package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/panelgo/panelgo/interp/load"
)

// lowerer rewrites the linked file so that yaegi runs it as Go would. Each pass
// is a method, in the file of its kind of construct. It leaves the types.Info
// of the nodes that it keeps valid for the passes after it, and adds the types
// of those that it makes where a later pass asks for them.
type lowerer struct {
	*linked
	report func(pos token.Pos, format string, args ...any)
	own    func(m *types.Func, concurrent bool) bool // see Options

	// These become parts of Result: see there.
	private    string
	concurrent bool
	recovers   bool
	pure       map[string]bool
	methods    map[string]*types.Func

	boxes     *Boxes
	wrapped   map[types.Type]string   // compiled interface → its converter in the host package
	nils      map[types.Type]string   // compiled interface → a variable that is nil
	dispatch  []*dispatcher           // by number
	vars      []ast.Decl              // variables that lowering adds; support puts them and generated into the file
	generated []ast.Decl              // functions that lowering adds
	hoisted   map[*ast.BlockStmt]bool // blocks that hoist made around a loop or a switch
	state     load.Diagnostics        // becomes Result.State

	recoverers []types.Type       // types of functions that recover; of methods, with and without receiver
	recovering map[string]bool    // declared functions → whether their own statements recover
	sigs       []*types.Signature // of the functions around the node that values looks at, innermost last
}

// valueLowerer is the state of the walk. loops, deferring and sigs (of lowerer)
// have an entry for each function around the node, the innermost last; at the
// top level they are empty.
type valueLowerer struct {
	*lowerer
	callee    map[ast.Expr]bool // functions of calls, without parentheses
	pair      map[ast.Expr]bool // what gives two values: assertions, lookups, receives
	loops     []int             // how many loops of the function are around the node
	deferring []bool            // whether the function defers calls
}

// keepType gives made the type and value that orig has in types.Info, and returns
// it: passes ask for the types of what stands in the file now.
func (v *valueLowerer) keepType(made ast.Expr, orig ast.Expr) ast.Expr {
	v.info.Types[made] = v.info.Types[orig]
	return made
}

// operand is an expression with its type, while the embedded fields that a
// selection goes through are written out: the selectors made on the way have no
// objects, so the type goes with them.
type operand struct {
	expr ast.Expr
	typ  types.Type
}

// dispatcher is the function by which a method of a script's interface is
// called. It asks the host for the number of the type in the box and calls that
// type's method; support writes it, when all types are known.
type dispatcher struct {
	name   string
	method *types.Func
	at     token.Pos // where it is called, if that is to be told: see hosted
}

// addFunc declares a generated function.
func (l *lowerer) addFunc(name string, typ *ast.FuncType, body ...ast.Stmt) {
	pos := l.file.Package
	l.generated = append(l.generated, &ast.FuncDecl{Name: ident(name, pos), Type: typ, Body: block(pos, body...)})
}

// inFunc returns func() typ { return e }(): yaegi puts the value into a place of its
// own, with the type as it is written.
func (l *lowerer) inFunc(e, typ ast.Expr) ast.Expr {
	maker := thunk(e.Pos(), &ast.ReturnStmt{Return: e.Pos(), Results: []ast.Expr{e}})
	maker.Type.Results = &ast.FieldList{List: []*ast.Field{{Type: typ}}}
	return call(e.Pos(), maker)
}

// adjust takes the address or the value of a receiver, as its method wants it.
// The type checker has made sure that a receiver whose address is taken has one.
func adjust(recv operand, m *types.Func) ast.Expr {
	want, have := isPointer(m.Signature().Recv().Type()), isPointer(recv.typ)
	switch {
	case want && !have:
		return &ast.UnaryExpr{OpPos: recv.expr.Pos(), Op: token.AND, X: recv.expr}
	case have && !want:
		return &ast.StarExpr{Star: recv.expr.Pos(), X: recv.expr}
	}
	return recv.expr
}
