package lower

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/interp/load"
)

// isolate proves that instances of a program may share one interpreter, or says why they
// may not. Two things must hold.
//
//   - No instance sees another: nothing at package level ever changes, and its values
//     are what they would be in any run. packageVars looks at initialisers, uses at
//     every mention of a variable.
//   - No instance has to be stopped, for that would stop all: there is no loop without
//     a bound, no recursion, no goroutine, no channel, no lock, and nothing that
//     compiled code could call at another time. statements, given, locks and recursion
//     look.
//
// What is not proven is refused, with the first reason and its position: an
// interpreter of one's own is always right. reason is "" for a program that may be
// shared; its functions that are pure are found along the way, nil for others.
//
// The file must be plain code as the checker knows it, after generics and rangeFuncs
// and before the passes that add loops and functions of their own.
func isolate(k *linked, callers []string) (reason string, pure map[string]bool) {
	s := &sharing{linked: k, callers: callers, funcs: map[types.Object]*ast.FuncDecl{}, methods: map[string]bool{}}
	for _, d := range k.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			s.methods[f.Name.Name] = true
		}
	}
	for _, d := range k.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.function(d)
		case *ast.GenDecl:
			s.packageVars(d)
		}
	}

	if s.reason == "" {
		s.uses()
	}

	recursive := s.recursion()
	for _, d := range k.file.Decls {
		ast.Inspect(d, func(n ast.Node) bool {
			if recursive[n] {
				s.no(n, "recursion could not be stopped by itself")
			}
			if id, ok := n.(*ast.Ident); ok && s.locks(id) {
				s.no(n, "a lock may be waited for without an end, and ends the session when it is not locked")
			}
			if s.sizeless(n) {
				s.no(n, "a list of what takes no memory may be too long for a loop over it")
			}
			return s.reason == ""
		})
	}

	if s.reason == "" {
		pure = pureFuncs(s)
	}
	return s.reason, pure
}

// state returns what instances would share if they ran in one process without
// interpreters of their own, as those of a compiled program do: variables at package
// level that may change, and calls that end the whole process. It finds all places,
// in the order of the source, where isolate stops at the first. Loops, goroutines and
// initialisers are no concern of it.
func state(k *linked) load.Diagnostics {
	s := &sharing{linked: k, funcs: map[types.Object]*ast.FuncDecl{}, all: true}
	for _, d := range k.file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			s.declare(g)
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				s.ending(sel)
			}
			return true
		})
	}
	ending := len(s.found)
	s.uses()
	for i := range s.found[ending:] {
		s.found[ending+i].Message += ": the sessions of a compiled program would share it; declare it in App, or in a struct that App makes"
	}
	slices.SortStableFunc(s.found, func(a, b load.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Pos.Filename, b.Pos.Filename), cmp.Compare(a.Pos.Offset, b.Pos.Offset))
	})
	return s.found
}

// ending notes os.Exit and the log.Fatal functions and methods, called or used as
// values: they end the process.
func (s *sharing) ending(n *ast.SelectorExpr) {
	obj := s.info.Uses[n.Sel]
	if m, ok := obj.(*types.Func); ok && endsProcess(m) {
		s.no(n, "%s of a logger ends the program, with all its sessions", m.Name())
		return
	}
	if obj == nil || obj.Pkg() == nil || s.isScript(obj.Pkg()) || s.info.Selections[n] != nil {
		return
	}
	if name := obj.Pkg().Path() + "." + obj.Name(); name == "os.Exit" || strings.HasPrefix(name, "log.Fatal") {
		s.no(n, "%s ends the program, with all its sessions; return instead", name)
	}
}

// function notes a declared function and looks at its statements. func init is refused
// whatever it does: it is there to change something.
func (s *sharing) function(d *ast.FuncDecl) {
	if d.Recv == nil && d.Name.Name == "init" {
		s.no(d, "func init may change package-level variables")
	}
	s.funcs[s.info.Defs[d.Name]] = d
	if d.Body != nil {
		s.statements(d.Body, 1)
	}
}

// maxTurns bounds the turns of nested loops with constant bounds, multiplied with each
// other: they have to be over soon without being stopped.
const maxTurns = 10_000_000

// statements looks for what could run without an end, or would have to be stopped from
// outside. turns is how often the loops around let body run, 1 outside of loops. A
// literal counts as part of the loop that it stands in.
func (s *sharing) statements(body ast.Node, turns int64) {
	ast.Inspect(body, func(n ast.Node) bool {
		s.given(n)
		switch n := n.(type) {
		case *ast.ForStmt:
			inside := s.turns(n, s.forBound(n), turns)
			for _, part := range []ast.Node{n.Init, n.Cond, n.Post, n.Body} {
				if part != nil {
					s.statements(part, inside)
				}
			}
			return false
		case *ast.RangeStmt:
			s.statements(n.X, turns)
			s.statements(n.Body, s.turns(n, s.rangeBound(n), turns))
			return false
		case *ast.GoStmt:
			s.no(n, "a goroutine could not be stopped by itself")
		case *ast.SelectStmt, *ast.SendStmt:
			s.no(n, "a channel operation may wait without an end")
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				s.no(n, "a channel operation may wait without an end")
			}
		case *ast.BranchStmt:
			if n.Tok == token.GOTO {
				s.no(n, "goto may make a loop without a bound")
			}
		case *ast.SelectorExpr:
			s.hostSymbol(n)
		}
		return true
	})
}

// turns returns how often the body of a loop n runs: bound times for each of the turns
// around it. It refuses a bound below 0, which stands for an unknown one, and goes on
// as if the loop were not there.
func (s *sharing) turns(n ast.Node, bound, around int64) int64 {
	switch {
	case bound < 0:
		s.no(n, "a loop without a constant bound could not be stopped by itself")
		return around
	case bound > maxTurns/around:
		s.no(n, "loops of more than %d turns could not be stopped by themselves", int64(maxTurns))
		return around
	}
	return max(around*bound, 1)
}

// rangeBound returns how often a range turns: a constant, 1 for existing data,
// whose length is bounded by what made it, or -1 for channels, functions and
// numbers that are computed.
func (s *sharing) rangeBound(n *ast.RangeStmt) int64 {
	switch t := s.typeOf(n.X).Underlying().(type) {
	case *types.Chan, *types.Signature:
		return -1
	case *types.Basic:
		if t.Info()&types.IsInteger != 0 {
			return s.constant(n.X)
		}
	}
	return 1
}

// sizeless reports whether a node is the type of a list, or of variadic parameters, whose
// elements take no memory: nothing bounds how many they are.
func (s *sharing) sizeless(n ast.Node) bool {
	var elem ast.Expr
	switch n := n.(type) {
	case *ast.ArrayType:
		elem = n.Elt
	case *ast.Ellipsis:
		elem = n.Elt
	}
	t := s.typeOf(elem)
	return t != nil && load.Sizes.Sizeof(t) == 0
}

// constant returns the value of a constant of 0 or more, -1 for other expressions.
func (s *sharing) constant(e ast.Expr) int64 {
	if v := s.info.Types[e].Value; v != nil {
		if i, exact := constant.Int64Val(constant.ToInt(v)); exact && i >= 0 {
			return i
		}
	}
	return -1
}

// forBound returns how often a for loop turns, in the way of rangeBound. It recognises
// loops that count a variable of their own by one, between constants or up to the
// length of something, when the body neither assigns to the variable nor lets a closure
// or a pointer have it:
//
//	for i := 0; i < 10; i++
//	for i := 0; i < len(list)-1; i++
//	for i := len(list) - 1; i >= 0; i--
//
// All others are -1. A loop that counts up is bounded by its condition, one that counts
// down by its start.
func (s *sharing) forBound(n *ast.ForStmt) int64 {
	init, ok := n.Init.(*ast.AssignStmt)
	cond, compares := n.Cond.(*ast.BinaryExpr)
	post, counts := n.Post.(*ast.IncDecStmt)
	if !ok || !compares || !counts || len(init.Lhs) != 1 {
		return -1
	}

	v, ok := init.Lhs[0].(*ast.Ident)
	if !ok || s.info.Defs[v] == nil || s.rootObject(post.X) != s.info.Defs[v] || s.rootObject(cond.X) != s.info.Defs[v] {
		return -1
	}

	low := &lowerer{linked: s.linked}
	if low.changed(n.Body, s.info.Defs[v]) || low.captured(n.Body, s.info.Defs[v]) {
		return -1
	}

	if b, ok := under[*types.Basic](s.info.Defs[v].Type()); !ok || orEqual(cond.Op) && b.Kind() != types.Int && b.Kind() != types.Int64 {
		return -1 // i <= 255 and i >= 0 may hold for all values of the type
	}

	up := post.Tok == token.INC && (cond.Op == token.LSS || cond.Op == token.LEQ)
	down := post.Tok == token.DEC && (cond.Op == token.GTR || cond.Op == token.GEQ)
	switch {
	case up && s.constant(init.Rhs[0]) >= 0:
		return s.limit(n.Body, cond.Y, low)
	case down && s.info.Types[cond.Y].Value != nil && s.constant(cond.Y) >= 0:
		return s.limit(n.Body, init.Rhs[0], low)
	}
	return -1
}

func orEqual(op token.Token) bool { return op == token.LEQ || op == token.GEQ }

// limit returns the bound that an expression gives a loop: a constant, or 1 for the
// length or capacity of a variable that the body leaves alone, and what a constant adds
// to it. A map may grow where no variable changes. low is for the questions changed and
// captured alone.
func (s *sharing) limit(body ast.Node, e ast.Expr, low *lowerer) int64 {
	if n := s.constant(e); n >= 0 {
		return n
	}
	if b, ok := ast.Unparen(e).(*ast.BinaryExpr); ok && (b.Op == token.SUB || b.Op == token.ADD) {
		bound, more := s.limit(body, b.X, low), s.constant(b.Y)
		switch {
		case bound < 0 || more < 0:
			return -1
		case b.Op == token.SUB:
			return bound // len(x)-1
		}
		return bound + min(more, maxTurns)
	}
	c, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || s.builtin(c) != "len" && s.builtin(c) != "cap" {
		return -1
	}
	id, ok := ast.Unparen(c.Args[0]).(*ast.Ident)
	if _, grows := under[*types.Map](s.typeOf(c.Args[0])); !ok || grows || low.changed(body, s.info.ObjectOf(id)) || low.captured(body, s.info.ObjectOf(id)) {
		return -1
	}
	return 1
}

// unshared are functions and variables of compiled packages that act on the
// interpreter as a whole, and what to say of them.
var unshared = map[string]string{
	"os.Exit":   "os.Exit ends the interpreter",
	"log.Fatal": "log.Fatal ends the interpreter", "log.Fatalf": "log.Fatalf ends the interpreter",
	"log.Fatalln": "log.Fatalln ends the interpreter",

	"log.SetFlags": "the logger is the interpreter's", "log.SetPrefix": "the logger is the interpreter's",
	"log.SetOutput": "the logger is the interpreter's", "log.Default": "the logger is the interpreter's",

	"os.Args": "os.Args is the interpreter's", "os.Stdin": "input is the interpreter's",
	"fmt.Scan": "input is the interpreter's", "fmt.Scanf": "input is the interpreter's", "fmt.Scanln": "input is the interpreter's",

	"net/http.Client": webOwn, "net/http.DefaultClient": webOwn, "net/http.DefaultTransport": webOwn, "net/http.DefaultServeMux": webOwn,
	"net/http.Get": webOwn, "net/http.Head": webOwn, "net/http.Post": webOwn, "net/http.PostForm": webOwn,
	"net/http.Handle": webOwn, "net/http.HandleFunc": webOwn, "net/http.Server": webOwn, "net/http.Transport": webOwn,
	"net/http.ListenAndServe": webOwn, "net/http.ListenAndServeTLS": webOwn, "net/http.Serve": webOwn, "net/http.ServeTLS": webOwn,
}

const webOwn = "clients and servers are the interpreter's, and may wait without an end"

// hostSymbol refuses a name of a compiled package that is in unshared, and a method that
// ends the script, or may do so when an interface of the script has it. Other methods and
// fields are not looked at.
func (s *sharing) hostSymbol(n *ast.SelectorExpr) {
	obj := s.info.Uses[n.Sel]
	if m, ok := obj.(*types.Func); ok && (endsProcess(m) || types.IsInterface(s.typeOf(n.X)) && strings.HasPrefix(m.Name(), "Fatal")) {
		s.no(n, "%s of a logger ends the interpreter", m.Name())
		return
	} else if ok && m.Pkg() != nil && m.Pkg().Path() == "net/http" && isHosted(m) {
		s.no(n, webOwn)
		return
	}
	if obj == nil || obj.Pkg() == nil || s.isScript(obj.Pkg()) || s.info.Selections[n] != nil {
		return
	}
	if why, ok := unshared[obj.Pkg().Path()+"."+obj.Name()]; ok {
		s.no(n, "%s", why)
	}
}

// pure are compiled functions that may make a package-level variable: their results are
// the same in every run and never change. See also purePackages.
var pure = map[string]bool{
	"errors.New": true, "fmt.Errorf": true, "fmt.Sprint": true, "fmt.Sprintf": true, "regexp.MustCompile": true,
	"strings.NewReplacer": true, "time.Date": true,
	"strings.Repeat": true, "strings.ToUpper": true, "strings.ToLower": true, "strings.Join": true,
}

// packageVars notes the variables that a declaration makes, and looks at their
// initialisers: every run must get the same from them.
func (s *sharing) packageVars(d *ast.GenDecl) {
	if d.Tok != token.VAR {
		return
	}
	s.declare(d)
	for _, spec := range d.Specs {
		for _, v := range spec.(*ast.ValueSpec).Values {
			s.initialiser(v)
		}
	}
}

// declare adds the variables of a declaration to vars.
func (s *sharing) declare(d *ast.GenDecl) {
	if s.vars == nil {
		s.vars = map[types.Object]bool{}
	}
	for _, spec := range d.Specs {
		for _, n := range spec.(*ast.ValueSpec).Names {
			if obj := s.info.Defs[n]; obj != nil {
				s.vars[obj] = true
			}
		}
	}
}

// initialiser refuses an initialiser that could give instances different values, or
// values that they can change: calls of functions that are not known to be pure, and
// pointers. A function literal is refused because its frame, with the variables that it
// captures, is the interpreter's.
func (s *sharing) initialiser(v ast.Expr) {
	ast.Inspect(v, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			s.no(n, "a package-level function literal keeps state in the interpreter")
		case *ast.CallExpr:
			if !s.isConversion(n) && !s.pureCall(n) {
				s.no(n, "a package-level variable is made by a call, which may give every session another value")
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND || n.Op == token.ARROW {
				s.no(n, "a package-level pointer could be written through")
			}
		}
		return true
	})
}

// pureCall reports whether a call in an initialiser gives the same in every run. A
// conversion has been let through before.
func (s *sharing) pureCall(n *ast.CallExpr) bool {
	if name := s.builtin(n); name != "" {
		return name == "len" || name == "cap" || name == "min" || name == "max"
	}
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := s.info.Uses[sel.Sel].(*types.Func)
	return ok && pure[f.FullName()]
}
