package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// uses looks at every mention of a package-level variable: only readings that
// cannot lead to a change are allowed.
func (s *sharing) uses() {
	if len(s.vars) == 0 {
		return
	}
	var around []ast.Node
	astutil.Apply(s.file, func(c *astutil.Cursor) bool {
		if id, ok := c.Node().(*ast.Ident); ok && s.vars[s.info.Uses[id]] {
			if !s.readOnly(id, around) {
				s.no(id, "package-level variable %s may be changed", Unmark(id.Name))
			}
		}
		around = append(around, c.Node())
		return s.reason == ""
	}, func(c *astutil.Cursor) bool {
		around = around[:len(around)-1]
		return true
	})
}

// readOnly climbs from a variable through what is selected of it, to what is
// done with that.
func (s *sharing) readOnly(id *ast.Ident, around []ast.Node) bool {
	var e ast.Expr = id
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
				return true // it is the index
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
				return true // functions of variables are function literals, or declared
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

func (s *sharing) isString(e ast.Expr) bool {
	b, ok := under[*types.Basic](s.typeOf(e))
	return ok && b.Info()&types.IsString != 0
}

func rangeValue(t types.Type) types.Type {
	if _, value := rangeTypes(t); value != nil {
		return value
	}
	return types.Typ[types.Int]
}

// safeMethod allows the methods of a compiled type that is made not to change,
// and methods that get a copy of what cannot change.
func (s *sharing) safeMethod(p *ast.SelectorExpr) bool {
	m, ok := s.info.Uses[p.Sel].(*types.Func)
	if !ok {
		return false
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
}

// unchangeable tells whether nothing can be changed through a value of a type.
func (s *sharing) unchangeable(t types.Type) bool {
	if t == nil {
		return false
	}
	if constantTypes[types.TypeString(t, nil)] {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Signature:
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
