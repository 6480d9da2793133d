package interp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"runtime"
	"strings"
)

// yaegi tells which function of a script a panic left, and not where in it the
// panic was. That is found out after the fact: an explicit panic notes its
// place before it happens; a compiled function that panics stands by name on
// the stack; and what else can go wrong is told by the message, so that the
// place is among the expressions of that kind. When several could be it, the
// first is named, and called near.

// cause is what the stack tells of a panic.
type cause struct {
	passedOn bool      // a frame that the panic leaves raised it anew
	explicit bool      // the script called panic, or the instruction knows its place
	pos      token.Pos // where, when it is explicit
	callee   string    // the compiled function, without its package, that panicked
}

const yaegiPackage = "github.com/traefik/yaegi/interp."

var (
	ownPackage    = reflect.TypeFor[Program]().PkgPath() + "."
	directPackage = reflect.TypeFor[Program]().PkgPath() + "/direct."
)

// causeOfPanic looks at the stack of the calling goroutine, which panics.
func causeOfPanic() (c cause) {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	raised := false
	for {
		f, more := frames.Next()
		name := f.Function
		switch {
		case name == "runtime.gopanic":
			raised, c.callee = true, ""
		case !raised, strings.HasPrefix(name, "runtime."), strings.HasPrefix(name, "reflect."):
		case strings.HasSuffix(name, ".(*runtimeHost).failAt"):
			c.explicit = true
			return c
		case strings.HasPrefix(name, directPackage): // an instruction, called by runCfg
			return c
		case strings.HasSuffix(name, ".(*defers).Run"), strings.HasPrefix(name, yaegiPackage+"runCfg"):
			c.passedOn = true
			return c
		case strings.HasPrefix(name, yaegiPackage):
			c.explicit = strings.HasPrefix(name, yaegiPackage+"_panic")
			return c
		case !strings.HasPrefix(name, ownPackage): // ours do what the script says as an expression
			c.callee = baseName(name)
		}
		if !more {
			return c
		}
	}
}

// baseName takes package, receiver and what the compiler adds off a function's
// name: "example.com/pn.(*Base[...]).Width" is Width.
func baseName(name string) string {
	name = strings.TrimSuffix(name, "-fm")
	if i := strings.LastIndexByte(name, ')'); i >= 0 {
		name = name[i+1:]
	} else if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
		_, name, _ = strings.Cut(name, ".")
	}
	name = strings.TrimPrefix(name, ".")
	name, _, _ = strings.Cut(name, "[")
	if first, rest, ok := strings.Cut(name, "."); ok && !strings.HasPrefix(rest, "func") {
		return rest // package.Function
	} else if ok {
		return first // Function.func1
	}
	return name
}

// locate finds the place of a panic in the function that begins at from. near
// is true when it may be further down.
func (p *Program) locate(from token.Position, c cause, value any) (at token.Position, near bool) {
	if c.pos.IsValid() {
		return p.fset.Position(c.pos), false
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, from.Filename, p.texts[from.Filename], parser.SkipObjectResolution)
	if err != nil || !from.IsValid() {
		return from, true
	}
	body := innermost(file, fset.File(file.Pos()).Pos(from.Offset))
	if body == nil {
		return from, true
	}
	suspect := suspects(c, value)
	var found []token.Pos
	ast.Inspect(body, func(n ast.Node) bool {
		if _, nested := n.(*ast.FuncLit); nested {
			return false
		}
		if n != nil && suspect(n) {
			found = append(found, place(fset, n))
		}
		return true
	})
	if len(found) == 0 {
		return from, true
	}
	return fset.Position(found[0]), len(found) > 1
}

// innermost is the body of the function, or function literal, around pos.
func innermost(file *ast.File, pos token.Pos) (body *ast.BlockStmt) {
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || pos >= n.End() {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncDecl:
			body = n.Body
		case *ast.FuncLit:
			body = n.Body
		}
		return true
	})
	return body
}

// place is where a reader looks for what a node does: at the method's name when
// a chain of calls goes over several lines.
func place(fset *token.FileSet, n ast.Node) token.Pos {
	if call, ok := n.(*ast.CallExpr); ok {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && fset.Position(sel.Pos()).Line != fset.Position(sel.Sel.Pos()).Line {
			return sel.Sel.Pos()
		}
	}
	return n.Pos()
}

// suspects tells which nodes can panic in a certain way.
func suspects(c cause, value any) func(ast.Node) bool {
	if c.callee != "" {
		return func(n ast.Node) bool { return calls(n, c.callee) }
	}
	text := ""
	switch v := value.(type) {
	case error:
		text = v.Error()
	case string:
		text = v
	}
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(text, part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("nil map"):
		return writesIndex
	case has("out of range", "out of bounds"):
		return func(n ast.Node) bool {
			_, index := n.(*ast.IndexExpr)
			_, slice := n.(*ast.SliceExpr)
			return index || slice
		}
	case has("divide by zero"):
		return divides
	case has("interface conversion"):
		return func(n ast.Node) bool { _, ok := n.(*ast.TypeAssertExpr); return ok }
	case has("nil pointer", "invalid memory address", "zero Value"):
		return func(n ast.Node) bool {
			_, star := n.(*ast.StarExpr)
			_, field := n.(*ast.SelectorExpr)
			return star || field
		}
	case has("closed channel", "nil channel"):
		return func(n ast.Node) bool { _, send := n.(*ast.SendStmt); return send || calls(n, "close") }
	case has("Repeat of"):
		return func(n ast.Node) bool { return calls(n, "Repeat") }
	case has("makeslice", "makechan", "make of"):
		return func(n ast.Node) bool { return calls(n, "make") }
	}
	return func(ast.Node) bool { return false }
}

func calls(n ast.Node, name string) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == name
	case *ast.SelectorExpr:
		return f.Sel.Name == name
	}
	return false
}

func writesIndex(n ast.Node) bool {
	var to []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		to = n.Lhs
	case *ast.IncDecStmt:
		to = []ast.Expr{n.X}
	}
	for _, e := range to {
		if _, index := e.(*ast.IndexExpr); index {
			return true
		}
	}
	return false
}

func divides(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return n.Op == token.QUO || n.Op == token.REM
	case *ast.AssignStmt:
		return n.Tok == token.QUO_ASSIGN || n.Tok == token.REM_ASSIGN
	}
	return false
}
