package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/types/typeutil"
)

// uses looks at every mention of a package-level variable. Only reads that cannot lead
// to a change are allowed: of a map, an element may be read, but the map itself may not
// be handed on to code that could write to it.
//
//	var ages = map[string]int{"a": 1}
//
//	ages["a"]     len(ages)     for name, age := range ages     allowed
//	ages["a"]++   m := ages     show(ages)                      may be changed
//
// The variables of compiled packages are copies that belong to the interpreter (see
// compiled.Copies). In a compiled program they are the process's, which state leaves alone.
//
// around holds the nodes that a mention stands in, the outermost first.
func (s *sharing) uses() {
	var around []ast.Node
	astutil.Apply(s.file, func(c *astutil.Cursor) bool {
		if s.reason != "" {
			return false
		}
		switch n := c.Node().(type) {
		case *ast.Ident:
			if s.vars[s.info.Uses[n]] && !s.readOnly(n, around) {
				s.no(n, "package-level variable %s may be changed", Unmark(n.Name))
			}
		case *ast.SelectorExpr:
			if v := s.compiledVariable(n); v != nil && !s.all && !s.keeps(v, n, around) {
				s.no(n, "variable %s.%s may be changed", v.Pkg().Name(), v.Name())
			}
		}
		around = append(around, c.Node())
		return true // else nothing would take the node off again
	}, func(c *astutil.Cursor) bool {
		around = around[:len(around)-1]
		return true
	})
}

// readOnly reports whether a mention of a variable leads to no change. It climbs from the
// variable through the fields and elements that are selected of it, e being what was
// selected so far, to the node that does something with e. A copy of e is fine when
// nothing can be changed through the copy: see unchangeable.
func (s *sharing) readOnly(e ast.Expr, around []ast.Node) bool {
	for i := len(around) - 1; i >= 0; i-- {
		switch p := around[i].(type) {
		case *ast.ParenExpr:
			e = p
			continue

		case *ast.SelectorExpr:
			if sel := s.info.Selections[p]; sel == nil || sel.Kind() != types.FieldVal {
				return s.safeMethod(p)
			}
			e = p
			continue

		case *ast.IndexExpr:
			if p.X != e {
				return true // e is the index, which is read
			}
			e = p
			continue

		case *ast.RangeStmt:
			return p.X == e && s.unchangeable(rangeValue(s.typeOf(e)))
		case *ast.CallExpr:
			if name := s.builtin(p); name == "len" || name == "cap" {
				return true
			}
			if p.Fun == e {
				return true // a declared or compiled function: initialiser has refused literals
			}
		case *ast.AssignStmt:
			for _, l := range p.Lhs {
				if l == e {
					return false
				}
			}
		case *ast.IncDecStmt:
			return false
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				return false
			}
		case *ast.SliceExpr:
			if p.X == e {
				return s.isString(e)
			}
		}
		break
	}
	return s.unchangeable(s.typeOf(e))
}

// keeps reports whether a mention of a compiled package's variable leads to no change of
// the interpreter's own: of one that leads to no data, when it is not assigned to and its
// address is not taken.
func (s *sharing) keeps(v *types.Var, n *ast.SelectorExpr, around []ast.Node) bool {
	if s.tables.Changeable(v.Pkg().Path(), v.Name()) {
		return s.givenOn(n, around) || s.readOnly(n, around)
	}
	var e ast.Expr = n
	for i := len(around) - 1; i >= 0; i-- {
		switch p := around[i].(type) {
		case *ast.ParenExpr:
			e = p
			continue
		case *ast.SelectorExpr:
			if sel := s.info.Selections[p]; sel == nil || sel.Kind() != types.FieldVal {
				return types.IsInterface(s.typeOf(e)) || isPointer(s.typeOf(e)) || !isPointer(s.info.Uses[p.Sel].(*types.Func).Signature().Recv().Type())
			}
			e = p
			continue
		case *ast.AssignStmt:
			return !slices.Contains(p.Lhs, e)
		case *ast.RangeStmt:
			return p.Key != e && p.Value != e
		case *ast.UnaryExpr:
			return p.Op != token.AND
		case *ast.IncDecStmt:
			return false
		}
		break
	}
	return true
}

// givenOn reports whether a pointer to data of the standard library is given to a
// function of the standard library, or a method of it is called: that reads it.
//
//	unicode.Is(unicode.Latin, r)     draw.Draw(dst, r, image.White, p, draw.Src)
func (s *sharing) givenOn(n *ast.SelectorExpr, around []ast.Node) bool {
	if !isPointer(s.typeOf(n)) || len(around) == 0 || !standard(s.info.Uses[n.Sel]) {
		return false
	}
	switch p := around[len(around)-1].(type) {
	case *ast.SelectorExpr:
		sel := s.info.Selections[p]
		return sel != nil && sel.Kind() == types.MethodVal
	case *ast.CallExpr:
		f := typeutil.StaticCallee(s.info, p)
		return f != nil && f.Pkg() != nil && standard(f) && !s.takesAny(p, n)
	}
	return false
}

// takesAny reports whether the parameter for an argument may hold anything, so that the
// function may look for what it can set.
func (s *sharing) takesAny(call *ast.CallExpr, arg ast.Expr) bool {
	sig, i := s.typeOf(call.Fun).Underlying().(*types.Signature), slices.Index(call.Args, arg)
	return i < 0 || isEmptyInterface(paramType(sig, i, call.Ellipsis.IsValid()))
}

// standard reports whether an object is of the standard library, whose import paths
// have no dot in their first part.
func standard(obj types.Object) bool {
	first, _, _ := strings.Cut(obj.Pkg().Path(), "/")
	return !strings.Contains(first, ".")
}

func (s *sharing) isString(e ast.Expr) bool {
	b, ok := under[*types.Basic](s.typeOf(e))
	return ok && b.Info()&types.IsString != 0
}

// rangeValue returns the type of the second variable of a range, the one that leads into
// the data; an int, which leads nowhere, when there is none.
func rangeValue(t types.Type) types.Type {
	if _, value := rangeTypes(t); value != nil {
		return value
	}
	return types.Typ[types.Int]
}

// safeMethod reports whether selecting a method of a package-level value leads to no
// change: the method only reads, or the value cannot be changed, and a method with a
// pointer receiver does not get the address of the variable. *regexp.Regexp is a pointer
// itself, to what its methods leave alone.
func (s *sharing) safeMethod(p *ast.SelectorExpr) bool {
	m, ok := s.info.Uses[p.Sel].(*types.Func)
	if !ok {
		return false
	}
	if slices.Contains(readingMethods[types.TypeString(s.typeOf(p.X), nil)], m.Name()) {
		return true
	}
	if s.unchangeable(s.typeOf(p.X)) {
		return !isPointer(m.Signature().Recv().Type()) || isPointer(s.typeOf(p.X))
	}
	return false
}

// constantTypes are compiled types whose values never change once they are
// made; initialiser allows only what makes them.
var constantTypes = map[string]bool{
	"*regexp.Regexp": true, "*strings.Replacer": true, "error": true, "time.Time": true, "time.Duration": true,
	"embed.FS": true,
}

// readingMethods are methods of compiled types that any goroutine may call at any time,
// and that change nothing that others see.
var readingMethods = map[string][]string{
	"*text/template.Template": {"Execute", "ExecuteTemplate", "Name"},
	"*html/template.Template": {"Execute", "ExecuteTemplate", "Name"},
}

// unchangeable reports whether nothing can be changed through a value of type t: it has
// no pointer, slice, map, channel or interface in it. A struct of a compiled package may
// have fields that are not known here, so only those in constantTypes count, and those that
// their table says are constant. A function may be called at any time.
func (s *sharing) unchangeable(t types.Type) bool {
	if t == nil {
		return false
	}
	if n, ok := types.Unalias(t).(*types.Named); constantTypes[types.TypeString(t, nil)] || ok && s.tables.Constant(n.Obj()) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Signature:
		return true
	case *types.Tuple: // of v, ok := ages["a"]
		for v := range u.Variables() {
			if !s.unchangeable(v.Type()) {
				return false
			}
		}
		return true
	case *types.Array:
		return s.unchangeable(u.Elem())
	case *types.Struct:
		if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil && !s.isScript(n.Obj().Pkg()) {
			return false
		}
		for f := range u.Fields() {
			if !s.unchangeable(f.Type()) {
				return false
			}
		}
		return true
	}
	return false
}
