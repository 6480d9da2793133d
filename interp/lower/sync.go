package lower

import (
	"go/ast"
	"go/types"
	"slices"
)

// unlocks are the methods that end the process when what they unlock is not
// locked, which no recover prevents, and the functions of the host that look at
// the lock first.
var unlocks = map[string]string{
	"(*sync.Mutex).Unlock":    "Unlock",
	"(*sync.RWMutex).Unlock":  "UnlockWriter",
	"(*sync.RWMutex).RUnlock": "UnlockReader",
}

// unlock makes a call of the host of x.Unlock(), with the position to report,
// and reports whether it did. recv is x with embedding written out, so that the
// lock is found in the structs that embed it. For a sync.Locker the host looks
// at its dynamic type.
//
//	x.Unlock()  →  host.Unlock(pos, &x)
func (v *valueLowerer) unlock(n *ast.CallExpr, m *types.Func, recv operand) bool {
	name := unlocks[m.FullName()]
	if m.Name() == "Unlock" && types.TypeString(recv.typ, nil) == "sync.Locker" {
		name = "UnlockLocker"
	}
	if name == "" {
		return false
	}
	pos := n.Pos()
	n.Fun = hostFunc(pos, name)
	n.Args = []ast.Expr{intLit(pos, int64(pos)), adjust(recv, m)}
	return true
}

// starters are the functions of the standard library that run a function of the
// script on another goroutine.
var starters = map[string]bool{
	"time.AfterFunc":       true,
	"context.AfterFunc":    true,
	"(*sync.WaitGroup).Go": true,
}

// findGoroutines reports whether functions of the script may run beside one
// another: the file has a go statement, uses a starter, one of the standard
// library's or of more, or uses net/http, which calls handlers on goroutines of
// its own. The host guards the maps of such programs only. A starter missing
// here leaves maps unguarded.
func (l *lowerer) findGoroutines(more []string) bool {
	found := false
	ast.Inspect(l.file, func(n ast.Node) bool {
		_, started := n.(*ast.GoStmt)
		found = found || started
		return !found
	})
	for _, obj := range l.info.Uses {
		if f, ok := obj.(*types.Func); ok && f.Pkg() != nil {
			name := f.FullName()
			found = found || starters[name] || slices.Contains(more, name) || f.Pkg().Path() == "net/http"
		}
	}
	return found
}
