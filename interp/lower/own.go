package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// ownFunc returns the function that the host has in place of a compiled method, or nil
// where scripts call the method itself: see Options.Own.
//
//	b.Grow(n)  →  ·host.Method0(&b, n)
func (l *lowerer) ownFunc(m *types.Func, pos token.Pos) ast.Expr {
	if l.own == nil || !l.own(m, l.concurrent) {
		return nil
	}
	for name, have := range l.methods {
		if have == m {
			return hostFunc(pos, name)
		}
	}
	name := "Method" + strconv.Itoa(len(l.methods))
	l.methods[name] = m
	return hostFunc(pos, name)
}
