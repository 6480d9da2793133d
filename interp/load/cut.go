package load

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
)

// Part says how much of a program Cut leaves.
type Part struct {
	// Vars is how many package-level variables keep their initial values, counted
	// in the order of the packages and of Package.InitOrder.
	Vars int

	// Statements is how many statements of functions stay, counted in the order
	// of the packages and files, each before those that stand in it.
	Statements int
}

// Whole is the part that leaves everything.
var Whole = Part{Vars: math.MaxInt, Statements: math.MaxInt}

// Piece is a range of the sources: a statement, or the declaration of a variable.
type Piece struct{ Pos, End token.Pos }

// Cut takes everything out of the trees that does not belong to a part, so that
// the rest can still be lowered and compiled: it is not meant to be run. Of the
// variables and of the statements that stay it returns the last, the zero Piece
// when there is none, and how many there are.
func (p *Program) Cut(part Part) (lastVar, lastStatement Piece, stays Part) {
	c := &cutter{left: part.Statements}
	var inits []*types.Initializer
	for _, s := range p.Packages {
		inits = append(inits, s.InitOrder...)
	}
	stays.Vars = min(part.Vars, len(inits))
	if stays.Vars > 0 {
		init := inits[stays.Vars-1]
		lastVar = Piece{init.Lhs[0].Pos(), init.Rhs.End()}
	}

	dropped := map[token.Pos]bool{}
	for _, init := range inits[stays.Vars:] {
		dropped[init.Lhs[0].Pos()] = true
	}
	for _, s := range p.Packages {
		for _, f := range s.Files {
			f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool { return cutVars(d, dropped) })
			c.inside(f)
		}
	}
	stays.Statements = c.kept
	return lastVar, c.last, stays
}

// cutVars takes the values of variables out of a declaration, and the whole
// variable where it has no type. It reports whether nothing is left.
func cutVars(d ast.Decl, dropped map[token.Pos]bool) bool {
	g, ok := d.(*ast.GenDecl)
	if !ok || g.Tok != token.VAR {
		return false
	}

	g.Specs = slices.DeleteFunc(g.Specs, func(spec ast.Spec) bool {
		s := spec.(*ast.ValueSpec)
		if !dropped[s.Names[0].Pos()] {
			return false
		}
		s.Values = nil
		return s.Type == nil
	})
	return len(g.Specs) == 0
}

// cutter walks over statements, and drops those that come after the last to stay.
type cutter struct {
	left, kept int
	last       Piece
}

// inside cuts the lists of statements in a node.
func (c *cutter) inside(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				c.function(n.Type, n.Body)
			}
			return false
		case *ast.FuncLit:
			c.function(n.Type, n.Body)
			return false
		case *ast.BlockStmt:
			n.List = c.list(n.List)
			return false
		case *ast.CaseClause:
			for _, e := range n.List {
				c.inside(e)
			}
			n.Body = c.list(n.Body)
			return false
		case *ast.CommClause:
			if n.Comm != nil {
				c.inside(n.Comm)
			}
			n.Body = c.list(n.Body)
			return false
		}
		return true
	})
}

// function cuts a body. One that has to return something ends in a loop without
// end instead of its return.
func (c *cutter) function(t *ast.FuncType, body *ast.BlockStmt) {
	body.List = c.list(body.List)
	if c.left == 0 && t.Results != nil {
		pos := body.Rbrace
		body.List = append(body.List, &ast.ForStmt{For: pos, Body: &ast.BlockStmt{Lbrace: pos, Rbrace: pos}})
	}
}

// list returns the statements of a list that stay. Labels stay in any case, for
// a goto before them.
func (c *cutter) list(list []ast.Stmt) (stay []ast.Stmt) {
	for _, s := range list {
		if c.left == 0 {
			if l, ok := s.(*ast.LabeledStmt); ok {
				l.Stmt = &ast.EmptyStmt{Semicolon: l.Colon}
				stay = append(stay, l)
			}
			continue
		}
		c.left--
		c.kept++
		c.last = Piece{unlabeled(s).Pos(), s.End()}
		c.inside(s)
		stay = append(stay, s)
	}
	return stay
}

// unlabeled returns a statement without its labels.
func unlabeled(s ast.Stmt) ast.Stmt {
	for {
		l, ok := s.(*ast.LabeledStmt)
		if !ok {
			return s
		}
		s = l.Stmt
	}
}
