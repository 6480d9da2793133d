package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// hosted are the methods of compiled types that scripts call through the host, with
// the functions of the host that take their places. Go ends the process when a lock
// is unlocked that is not locked, which Cond.Wait and Once.Do do as well, when a lock is
// overwritten while a goroutine waits for it, at Fatal of a logger, at a panic of a
// function that WaitGroup.Go runs, and when what is printed or encoded fills the stack,
// for it holds itself. Those of net/http use what belongs to the process, and a template
// may call methods that scripts do not get. The host tells which files are read. The
// receiver is the first argument.
var hosted = map[string]hostFunction{
	"(*sync.Mutex).Lock":      {"Lock", true},
	"(*sync.Mutex).Unlock":    {"Unlock", true},
	"(*sync.RWMutex).Lock":    {"LockWriter", true},
	"(*sync.RWMutex).Unlock":  {"UnlockWriter", true},
	"(*sync.RWMutex).RLock":   {"LockReader", true},
	"(*sync.RWMutex).RUnlock": {"UnlockReader", true},
	"(*sync.Cond).Wait":       {"CondWait", true},
	"(*sync.Cond).Signal":     {"CondSignal", true},
	"(*sync.Cond).Broadcast":  {"CondBroadcast", true},
	"(*sync.Once).Do":         {"OnceDo", true},
	"(*sync.WaitGroup).Go":    {"WaitGroupGo", true},
	"(*sync.WaitGroup).Wait":  {"WaitGroupWait", true},

	"(*log.Logger).Fatal":   {name: "LoggerFatal"},
	"(*log.Logger).Fatalf":  {name: "LoggerFatalf"},
	"(*log.Logger).Fatalln": {name: "LoggerFatalln"},
	"(*log.Logger).Print":   {name: "LoggerPrint"},
	"(*log.Logger).Printf":  {name: "LoggerPrintf"},
	"(*log.Logger).Println": {name: "LoggerPrintln"},
	"(*log.Logger).Panic":   {name: "LoggerPanic"},
	"(*log.Logger).Panicf":  {name: "LoggerPanicf"},
	"(*log.Logger).Panicln": {name: "LoggerPanicln"},

	"(*log/slog.Logger).Debug":        {name: "SlogDebug"},
	"(*log/slog.Logger).DebugContext": {name: "SlogDebugContext"},
	"(*log/slog.Logger).Info":         {name: "SlogInfo"},
	"(*log/slog.Logger).InfoContext":  {name: "SlogInfoContext"},
	"(*log/slog.Logger).Warn":         {name: "SlogWarn"},
	"(*log/slog.Logger).WarnContext":  {name: "SlogWarnContext"},
	"(*log/slog.Logger).Error":        {name: "SlogError"},
	"(*log/slog.Logger).ErrorContext": {name: "SlogErrorContext"},
	"(*log/slog.Logger).Log":          {name: "SlogLog"},
	"(*log/slog.Logger).LogAttrs":     {name: "SlogLogAttrs"},
	"(*log/slog.Logger).With":         {name: "SlogWith"},

	"(log/slog.Attr).String":             {name: "SlogAttrString"},
	"(log/slog.Value).String":            {name: "SlogValueString"},
	"(log/slog.Handler).Handle":          {name: "SlogHandlerHandle"},
	"(log/slog.Handler).WithAttrs":       {name: "SlogHandlerWithAttrs"},
	"(*log/slog.JSONHandler).Handle":     {name: "SlogHandlerHandle"},
	"(*log/slog.JSONHandler).WithAttrs":  {name: "SlogHandlerWithAttrs"},
	"(*log/slog.MultiHandler).Handle":    {name: "SlogHandlerHandle"},
	"(*log/slog.MultiHandler).WithAttrs": {name: "SlogHandlerWithAttrs"},
	"(*log/slog.TextHandler).Handle":     {name: "SlogHandlerHandle"},
	"(*log/slog.TextHandler).WithAttrs":  {name: "SlogHandlerWithAttrs"},

	"(*encoding/json.Encoder).Encode":       {name: "JSONEncode"},
	"(*encoding/xml.Encoder).Encode":        {name: "XMLEncode"},
	"(*encoding/xml.Encoder).EncodeElement": {name: "XMLEncodeElement"},

	"(*net/http.Client).CloseIdleConnections": {name: "ClientCloseIdleConnections"},
	"(*net/http.Client).Do":                   {name: "ClientDo"},
	"(*net/http.Client).Get":                  {name: "ClientGet"},
	"(*net/http.Client).Head":                 {name: "ClientHead"},
	"(*net/http.Client).Post":                 {name: "ClientPost"},
	"(*net/http.Client).PostForm":             {name: "ClientPostForm"},
	"(*net/http.Server).ListenAndServe":       {name: "ServerListenAndServe"},
	"(*net/http.Server).ListenAndServeTLS":    {name: "ServerListenAndServeTLS"},
	"(*net/http.Server).Serve":                {name: "ServerServe"},
	"(*net/http.Server).ServeTLS":             {name: "ServerServeTLS"},

	"(*text/template.Template).Execute":         {name: "TextExecute"},
	"(*text/template.Template).ExecuteTemplate": {name: "TextExecuteTemplate"},
	"(*html/template.Template).Execute":         {name: "HTMLExecute"},
	"(*html/template.Template).ExecuteTemplate": {name: "HTMLExecuteTemplate"},

	"(*text/template.Template).ParseFiles": {name: "TextParseFiles"},
	"(*text/template.Template).ParseGlob":  {name: "TextParseGlob"},
	"(*html/template.Template).ParseFiles": {name: "HTMLParseFiles"},
	"(*html/template.Template).ParseGlob":  {name: "HTMLParseGlob"},
	"(net/http.Dir).Open":                  {name: "DirOpen"},
}

// hostFunction is a function of the host that takes the place of a method.
type hostFunction struct {
	name string
	at   bool // it takes the position of the call before the receiver
}

// call returns a call of the function, for a call at a position.
func (f hostFunction) call(pos, at token.Pos, args ...ast.Expr) *ast.CallExpr {
	if f.at {
		args = append([]ast.Expr{intLit(pos, int64(at))}, args...)
	}
	return call(pos, hostFunc(pos, f.name), args...)
}

// isHosted reports whether scripts call a compiled method through the host.
func isHosted(m *types.Func) bool { return hosted[m.FullName()].name != "" }

// mayBeHosted reports whether a method of an interface may be one that is hosted, by its
// name. Those that have results are in no interface of the standard library.
func mayBeHosted(m *types.Func) bool { return len(hostedAs(m)) > 0 }

// hostedAs returns the functions of the host that may take the place of a method of an
// interface.
func hostedAs(m *types.Func) (list []hostFunction) {
	if m.Signature().Results().Len() > 0 {
		return nil
	}
	for method, f := range hosted {
		if strings.HasSuffix(method, ")."+m.Name()) {
			list = append(list, f)
		}
	}
	return list
}

// syncs are the names of package sync by which a script has a lock, or waits.
var syncs = map[string]bool{
	"Mutex": true, "RWMutex": true, "Locker": true, "Cond": true, "NewCond": true, "Once": true, "WaitGroup": true,
}

// locks reports whether a name stands for what locks, unlocks or waits: a type of package
// sync that does so, a method of one, also of one that is embedded, or a method of an
// interface that may be such a method.
func (k *linked) locks(id *ast.Ident) bool {
	obj := k.info.Uses[id]
	if obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "sync" && obj.Parent() == obj.Pkg().Scope() {
		return syncs[obj.Name()]
	}
	m, ok := obj.(*types.Func)
	return ok && (hosted[m.FullName()].at || isInterfaceMethod(m) && mayLock(m))
}

// mayLock reports whether a method of an interface may be one that locks, by its name and
// what it takes: nothing, or a function.
func mayLock(m *types.Func) bool {
	for p := range m.Signature().Params().Variables() {
		if _, ok := under[*types.Signature](p.Type()); !ok {
			return false
		}
	}
	return slices.ContainsFunc(hostedAs(m), func(f hostFunction) bool { return f.at })
}

// starters are the functions of the standard library that run a function of the
// script on another goroutine.
var starters = map[string]bool{
	"time.AfterFunc":    true,
	"context.AfterFunc": true,
	// The goroutines of these call methods of a context that the script implements.
	"context.WithCancel": true, "context.WithCancelCause": true,
	"context.WithDeadline": true, "context.WithDeadlineCause": true,
	"context.WithTimeout": true, "context.WithTimeoutCause": true,

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
