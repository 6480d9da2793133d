package lower

import (
	"go/ast"
	"go/types"

	"github.com/panelgo/panelgo/interp/load"
)

// largeTypes reports arrays and structs of more than MaxMake bytes, and literals of
// slices of as many: a variable of such a type, or the literal, would end the process
// when there is not that much memory. It needs plain code: what is large in a generic
// function depends on its type arguments.
func (l *lowerer) largeTypes() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		bytes := int64(0)
		switch n := n.(type) {
		case *ast.ArrayType, *ast.StructType:
			bytes = l.sizeOf(l.info.Types[n.(ast.Expr)].Type)
		case *ast.CompositeLit:
			bytes = max(l.sizeOf(l.typeOf(n)), l.elementsSize(n))
		}
		if bytes <= MaxMake {
			return true
		}
		l.report(n.Pos(), "this takes more than %d MiB, which is the most that a script may make at once", MaxMake>>20)
		return false
	})
}

// sizeOf returns the size in bytes of a type's values, and more than MaxMake for one
// that has no size; 0 without a type.
func (l *lowerer) sizeOf(t types.Type) int64 {
	if t == nil {
		return 0
	}
	if size := load.Sizes.Sizeof(t); size >= 0 {
		return size
	}
	return MaxMake + 1
}

// elementsSize returns how many bytes the elements of a slice's literal take; 0 for
// another literal. An element may have its index.
func (l *lowerer) elementsSize(n *ast.CompositeLit) int64 {
	s, ok := under[*types.Slice](l.typeOf(n))
	if !ok {
		return 0
	}
	next, length := int64(0), int64(0)
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			next, _ = l.constantInt(kv.Key)
		}
		next++
		length = max(length, next)
	}
	return l.sizeOf(types.NewArray(s.Elem(), length))
}
