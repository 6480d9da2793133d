package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// hosted are the methods of compiled types that scripts call through the host, with
// the functions of the host that take their places. Go ends the process when a lock
// is unlocked that is not locked, which Cond.Wait and Once.Do do as well, when a lock is
// overwritten while a goroutine waits for it, at Fatal of a logger, and at a panic of a
// function that WaitGroup.Go runs. The host's functions take the position of the call
// and the receiver first.
var hosted = map[string]string{
	"(*sync.Mutex).Lock":      "Lock",
	"(*sync.Mutex).Unlock":    "Unlock",
	"(*sync.RWMutex).Lock":    "LockWriter",
	"(*sync.RWMutex).Unlock":  "UnlockWriter",
	"(*sync.RWMutex).RLock":   "LockReader",
	"(*sync.RWMutex).RUnlock": "UnlockReader",
	"(*sync.Cond).Wait":       "CondWait",
	"(*sync.Cond).Signal":     "CondSignal",
	"(*sync.Cond).Broadcast":  "CondBroadcast",
	"(*sync.Once).Do":         "OnceDo",
	"(*sync.WaitGroup).Go":    "WaitGroupGo",
	"(*log.Logger).Fatal":     "LoggerFatal",
	"(*log.Logger).Fatalf":    "LoggerFatalf",
	"(*log.Logger).Fatalln":   "LoggerFatalln",
}

// mayBeHosted reports whether a method of an interface may be one that is hosted: by
// its name, and because none of these has results.
func mayBeHosted(m *types.Func) bool {
	if m.Signature().Results().Len() > 0 {
		return false
	}
	for method := range hosted {
		if strings.HasSuffix(method, ")."+m.Name()) {
			return true
		}
	}
	return false
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
