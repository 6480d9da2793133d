package lower

import (
	"fmt"
	"go/ast"
	"go/types"

	"github.com/panelgo/panelgo/interp/load"
)

// sharing looks for what speaks against sharing an interpreter, or a process.
type sharing struct {
	*linked
	reason string                         // the first, with its position; "" while there is none or when all is set
	all    bool                           // find all reasons, not only the first
	found  load.Diagnostics               // when all is set
	vars   map[types.Object]bool          // package-level variables, complete before uses; nil when there are none
	funcs  map[types.Object]*ast.FuncDecl // functions and methods of the script, complete before recursion

	callers []string        // see Options.Callers
	methods map[string]bool // names of methods that the script declares, which what an interface holds may have
}

// no notes a reason, at the position of n: only the first unless all are asked for.
func (s *sharing) no(n ast.Node, format string, args ...any) {
	if s.all {
		s.found = append(s.found, load.Diagnostic{Pos: s.fset.Position(n.Pos()), Message: fmt.Sprintf(format, args...)})
	} else if s.reason == "" {
		s.reason = s.fset.Position(n.Pos()).String() + ": " + fmt.Sprintf(format, args...)
	}
}
