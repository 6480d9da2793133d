package interp

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"log"
	"maps"
	"reflect"
	"strings"
	"sync"

	"github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp/engine"
)

// Program is a script that was checked, lowered and compiled: the recipe for
// instances. It is safe for concurrent use.
type Program struct {
	path    string
	cfg     Config
	files   []string
	version string
	tables  *tableSet
	fset    *token.FileSet
	texts   map[string][]byte
	script  *source

	file       *ast.File // lowered; read only from here on
	symbols    Symbols   // what the file uses of the tables
	bound      []boundSymbol
	hosted     map[string]bool          // names of the host package that it uses
	lent       map[string]reflect.Value // what the file uses of the host that is this program's own
	boxes      *boxTypes
	size       int // of the position space
	synopsis   string
	pure       map[string]bool
	calls      map[string][]Call
	concurrent bool // functions of it may run beside one another
	recovers   bool // it recovers in functions that are not deferred as literals

	shareMu  sync.Mutex
	shared   *machine // the one interpreter of a shared program
	reason   string   // why the program is not shared; "" when it is
	state    Diagnostics
	embedded []string
}

// boundSymbol is a symbol that each instance binds to itself.
type boundSymbol struct{ key, path, name string }

// Path is what Load was given.
func (p *Program) Path() string { return p.path }

// Files lists the absolute paths of every file the program was made of.
func (p *Program) Files() []string { return append([]string(nil), p.files...) }

// Version is a short hash of all sources.
func (p *Program) Version() string { return p.version }

// Shared tells whether instances may share one interpreter without a script
// being able to tell.
func (p *Program) Shared() bool { return p.reason == "" }

// Embedded lists the absolute paths of the files that the program embeds.
func (p *Program) Embedded() []string { return append([]string(nil), p.embedded...) }

// State lists what sessions would share if the program were compiled: variables
// at package level that may change, and calls that end the process.
func (p *Program) State() Diagnostics { return p.state }

// SharedReason says, with a position, why the program is not shared.
func (p *Program) SharedReason() string { return p.reason }

// FuncInfo is a top-level function of a script.
type FuncInfo struct {
	Name string
	Type string // as Go writes it, for example "func(*pn.Session)"
	Pos  token.Position
}

// Func finds a top-level function of the script.
func (p *Program) Func(name string) (FuncInfo, bool) {
	f, ok := p.script.types.Scope().Lookup(name).(*types.Func)
	if !ok {
		return FuncInfo{}, false
	}
	short := func(pkg *types.Package) string {
		if pkg == p.script.types {
			return ""
		}
		return pkg.Name()
	}
	sig := types.NewSignatureType(nil, nil, nil, unnamed(f.Signature().Params()), unnamed(f.Signature().Results()), f.Signature().Variadic())
	return FuncInfo{Name: name, Type: types.TypeString(sig, short), Pos: p.fset.Position(f.Pos())}, true
}

func unnamed(t *types.Tuple) *types.Tuple {
	vars := make([]*types.Var, t.Len())
	for i := range vars {
		vars[i] = types.NewParam(token.NoPos, nil, "", t.At(i).Type())
	}
	return types.NewTuple(vars...)
}

// build lowers the linked sources and proves that the result compiles.
func (p *Program) build(l *loader) error {
	p.synopsis = p.findSynopsis()
	k := link(l)
	p.calls = methodCalls(k)
	low := &lowerer{linked: k, report: l.report}
	low.lower(l.failed)
	if err := l.failed(); err != nil {
		return err
	}
	p.reason, p.recovers, p.concurrent = low.private, low.recovers, low.concurrent
	p.pure = low.pure
	p.state = low.state
	for i, d := range p.state {
		p.state[i].Line = lineOf(p.texts[d.Pos.Filename], d.Pos.Line)
	}
	if p.reason == "" && p.cfg.Main {
		p.reason = p.path + ": func main has its own input and output"
	}
	if p.reason != "" {
		k.hold()
	}
	k.finish()
	p.file, p.size, p.lent, p.boxes = k.file, l.fset.Base(), k.lent, low.boxes
	p.use(k)
	_, _, err := p.compile(newStreams(nil, nil, nil), nil)
	return err
}

// use collects the symbols that the lowered file mentions: an interpreter that
// is given a whole package keeps a copy of it.
func (p *Program) use(k *linked) {
	p.symbols, p.hosted = Symbols{}, map[string]bool{}
	path := map[string]string{}
	for importPath, name := range k.imports {
		path[name] = importPath
	}
	bound := map[boundSymbol]bool{}
	ast.Inspect(k.file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := s.X.(*ast.Ident)
		if !ok || path[x.Name] == "" {
			return true
		}
		if path[x.Name] == hostPackage {
			p.hosted[s.Sel.Name] = true
			return true
		}
		t := p.tables.packages[path[x.Name]]
		key := t.path + "//" + t.name // see usePackages
		if p.symbols[key] == nil {
			p.symbols[key] = map[string]reflect.Value{}
		}
		if _, own := redirected[t.path][s.Sel.Name]; own {
			bound[boundSymbol{key, t.path, s.Sel.Name}] = true
			return true
		}
		p.symbols[key][s.Sel.Name] = t.symbols[s.Sel.Name]
		if f, ok := bounded[t.path+"."+s.Sel.Name]; ok {
			p.symbols[key][s.Sel.Name] = f
		}
		return true
	})
	for b := range bound {
		p.bound = append(p.bound, b)
	}
}

// machine is one interpreter with the program in it.
type machine struct {
	yaegi *interp.Interpreter
	host  *runtimeHost

	cancel context.CancelFunc // kills what runs; nil in a shared program

	mu    sync.Mutex
	funcs map[string]reflect.Value
}

// errCompile wraps what yaegi says of a file that the checker accepted: a
// construct that the interpreter cannot do and lower does not know.
var errCompile = errors.New("the interpreter cannot compile this")

// compile makes an interpreter with the program in it, not yet run.
func (p *Program) compile(io *streams, onPanic func(*PanicError)) (*machine, *interp.Program, error) {
	m := &machine{}
	m.yaegi = interp.New(interp.Options{Stdin: noInput{}, Stdout: discard{}, Stderr: discard{}, Args: []string{}, Unrestricted: true})
	m.host = &runtimeHost{io: io, args: []string{p.path}, stop: m.kill, recovers: p.recovers, begin: p.file.Package}
	m.host.onPanic = func(v any) { p.goroutinePanic(m, v, onPanic) }
	m.host.onFatal = func(pos token.Pos, err error) {
		at := p.fset.Position(pos)
		e := &PanicError{Value: err, Pos: at, Line: lineOf(p.texts[at.Filename], at.Line)}
		if m.host.failed.CompareAndSwap(nil, e) && onPanic != nil {
			onPanic(e)
		}
	}
	// A key "fmt/fmt" would make yaegi compile its own copies of generic
	// packages for every interpreter; "fmt//fmt" names the same package.
	m.host.initDynamic(p.boxes, p.tables.types)
	hosted := m.host.symbols(p.lent)
	maps.DeleteFunc(hosted, func(name string, _ reflect.Value) bool { return !p.hosted[name] })
	own := Symbols{hostPackage + "//host": hosted}
	for _, b := range p.bound {
		if own[b.key] == nil {
			own[b.key] = map[string]reflect.Value{}
		}
		own[b.key][b.name], _ = m.host.bind(b.path, b.name)
	}
	for _, table := range []Symbols{p.symbols, own} {
		if err := m.yaegi.Use(table); err != nil {
			return nil, nil, fmt.Errorf("interp: use symbols: %w", err)
		}
	}
	// One file of one line stands for all sources: its columns are
	// the program's positions, and yaegi finds imports by file name, which is
	// then the same for every node.
	m.yaegi.FileSet().AddFile(yaegiFile, 1, p.size)
	if !p.Shared() {
		m.wakeable()
	}
	prog, err := p.compileFile(m)
	return m, prog, err
}

// compileFile compiles the lowered file. yaegi panics on some of what it
// cannot do, and says so on the process's log.
func (p *Program) compileFile(m *machine) (prog *interp.Program, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = p.compileError(fmt.Sprint(v))
		}
	}()
	defer muteYaegi()()
	prog, err = m.yaegi.CompileAST(p.file)
	if err != nil {
		return nil, p.compileError(err.Error())
	}
	host := engine.Host{Instead: m.host.instead, Enter: m.host.enter, Fail: fail, Value: plainValue}
	if p.concurrent {
		host.Maps = &m.host.maps
	}
	m.host.engine, err = engine.New(m.yaegi, prog, host)
	return prog, err
}

// compileError turns yaegi's words into a diagnostic with the script's position.
func (p *Program) compileError(text string) error {
	pos, message := p.position(text)
	message = strings.TrimSpace(message)
	return Diagnostics{{Pos: pos, Message: fmt.Sprintf("%v: %s", errCompile, unmark(message)), Line: lineOf(p.texts[pos.Filename], pos.Line)}}
}

// unmark takes the made-up parts of names out of a message.
func unmark(s string) string {
	for {
		i := strings.Index(s, mark)
		if i < 0 {
			return s
		}
		j := i
		for j < len(s) && (strings.HasPrefix(s[j:], mark) || s[j] >= '0' && s[j] <= '9') {
			if strings.HasPrefix(s[j:], mark) {
				j += len(mark)
			} else {
				j++
			}
		}
		s = s[:i] + s[j:]
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

var muted struct {
	sync.Mutex
	n    int
	prev io.Writer
}

// muteYaegi keeps the few lines that yaegi writes to the process's log while
// it compiles out of it, and lets everything else through.
func muteYaegi() (restore func()) {
	muted.Lock()
	defer muted.Unlock()
	if muted.n++; muted.n == 1 {
		muted.prev = log.Writer()
		log.SetOutput(logFilter{muted.prev})
	}
	return func() {
		muted.Lock()
		defer muted.Unlock()
		if muted.n--; muted.n == 0 {
			if _, still := log.Writer().(logFilter); still {
				log.SetOutput(muted.prev)
			}
			muted.prev = nil
		}
	}
}

type logFilter struct{ next io.Writer }

func (f logFilter) Write(b []byte) (int, error) {
	line := strings.TrimSpace(string(b))
	for _, noise := range []string{"nil type", "nil reflect type"} {
		if strings.HasSuffix(line, noise) {
			return len(b), nil
		}
	}
	return f.next.Write(b)
}

// Pure tells whether the result of a top-level function is known to depend on
// nothing but what it is given: what it is, or what methods of it answer.
func (p *Program) Pure(name string) bool { return p.pure[name] }

// Synopsis is the first sentence of the script's package comment, "" when it
// has none.
func (p *Program) Synopsis() string { return p.synopsis }

// findSynopsis parses the head of the script's files once more, with comments.
func (p *Program) findSynopsis() string {
	for _, f := range p.script.files {
		name := p.fset.Position(f.Package).Filename
		head, err := parser.ParseFile(token.NewFileSet(), name, p.texts[name], parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			continue
		}
		if text := new(doc.Package).Synopsis(head.Doc.Text()); text != "" {
			return text
		}
	}
	return ""
}
