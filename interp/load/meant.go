package load

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/panelgo/panelgo/internal/spelling"
	"github.com/panelgo/panelgo/interp/std"
)

// explained returns the checker's message, with what the author may have meant
// when a name is not known. A name that Go has and scripts have not gets a message
// of its own. The package must be checked to its end.
func (l *loader) explained(s *Package, e types.Error) string {
	message := strings.ReplaceAll(e.Msg, "*compiled.Stdio", "stream of the session")
	if strings.Contains(message, "but have ") || strings.Contains(message, "but does have ") {
		return message // the checker has found it
	}

	id, around := l.identAt(s, e.Pos)
	if id == nil {
		return message
	}
	var names iter.Seq[string]
	switch {
	case strings.HasPrefix(message, "undefined: "):
		sel, selected := around.(*ast.SelectorExpr)
		if !selected || sel.X == id {
			return message + l.undeclared(s, id, around)
		}
		pkg := l.packageOf(sel.X)
		if pkg == nil {
			return message
		}
		if why, ok := l.withheld[pkg.Path()+"."+id.Name]; ok {
			return fmt.Sprintf("%s.%s exists in Go, but scripts may not use it: %s", pkg.Name(), id.Name, why)
		}
		names = exportedOf(pkg)
	case strings.Contains(message, " has no field or method "), strings.Contains(message, " has no method "):
		if sel, ok := around.(*ast.SelectorExpr); ok {
			if why := l.withheldMember(l.Info.TypeOf(sel.X), id.Name); why != "" {
				return fmt.Sprintf("%s exists in Go, but scripts may not use it: %s", id.Name, why)
			}
			names = members(l.Info.TypeOf(sel.X), s.Types)
		}
	case strings.HasPrefix(message, "unknown field "):
		if t := l.literalAt(s, e.Pos); t != nil {
			if why := l.withheldMember(t, id.Name); why != "" {
				return fmt.Sprintf("%s exists in Go, but scripts may not use it: %s", id.Name, why)
			}
			names = members(t, s.Types)
		}
	}
	if names == nil {
		return message
	}
	return message + spelling.DidYouMean(id.Name, names)
}

// withheldMember says why scripts do not get a field or method of a type, "" when that
// is not why it is not known. Those of an embedded type are its own.
func (l *loader) withheldMember(t types.Type, name string) (why string) {
	of := func(t types.Type) {
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil && why == "" {
			why = l.withheld[n.Obj().Pkg().Path()+"."+n.Obj().Name()+"."+name]
		}
	}
	of(t)
	addFields(t, func(obj types.Object) {
		if f, ok := obj.(*types.Var); ok && f.Embedded() {
			of(f.Type())
		}
	}, map[types.Type]bool{})
	return why
}

// identAt returns the identifier at a position, and the node around it; nil when
// there is none.
func (l *loader) identAt(s *Package, pos token.Pos) (*ast.Ident, ast.Node) {
	path := enclosing(s, pos)
	if len(path) < 2 {
		return nil, nil
	}
	id, _ := path[0].(*ast.Ident)
	return id, path[1]
}

// enclosing returns the nodes around a position, the innermost first.
func enclosing(s *Package, pos token.Pos) []ast.Node {
	for _, f := range s.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			path, _ := astutil.PathEnclosingInterval(f, pos, pos)
			return path
		}
	}
	return nil
}

// packageOf returns the package that an expression names, nil for any other.
func (l *loader) packageOf(e ast.Expr) *types.Package {
	id, ok := e.(*ast.Ident)
	if !ok {
		return nil
	}
	name, ok := l.Info.Uses[id].(*types.PkgName)
	if !ok {
		return nil
	}
	return name.Imported()
}

// literalAt returns the type of the composite literal around a position, nil when
// it is not known.
func (l *loader) literalAt(s *Package, pos token.Pos) types.Type {
	for _, n := range enclosing(s, pos) {
		if lit, ok := n.(*ast.CompositeLit); ok {
			return l.Info.TypeOf(lit)
		}
	}
	return nil
}

// undeclared says what an identifier without a declaration may have been meant to
// be: a package that is not imported, or a name that can be seen from there.
func (l *loader) undeclared(s *Package, id *ast.Ident, around ast.Node) string {
	if sel, ok := around.(*ast.SelectorExpr); ok {
		if paths := l.packagesWith(id.Name, sel.Sel.Name); len(paths) > 0 {
			return fmt.Sprintf(" (is import %q missing?)", strings.Join(paths, `" or "`))
		}
	}
	return spelling.DidYouMean(id.Name, visible(s.Types.Scope().Innermost(id.Pos()), id.Pos()))
}

// packagesWith lists the import paths of packages of a name that have a symbol,
// sorted.
func (l *loader) packagesWith(name, symbol string) (paths []string) {
	for p := range l.Tables.Importables() {
		if _, ok := p.Symbols[symbol]; ok && p.Name == name || slices.Contains(l.genericNames(p.Path), symbol) && p.Name == name {
			paths = append(paths, p.Path)
		}
	}
	if _, ok := std.Source(name); ok && !l.Tables.Importable(name) {
		paths = append(paths, name)
	}
	slices.Sort(paths)
	return paths
}

// visible yields the names that can be used at a position.
func visible(scope *types.Scope, pos token.Pos) iter.Seq[string] {
	return func(yield func(string) bool) {
		for ; scope != nil; scope = scope.Parent() {
			for _, name := range scope.Names() {
				if _, obj := scope.LookupParent(name, pos); obj != nil && !yield(name) {
					return
				}
			}
		}
	}
}

// exportedOf yields the exported names of a package.
func exportedOf(pkg *types.Package) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, name := range pkg.Scope().Names() {
			if token.IsExported(name) && !yield(name) {
				return
			}
		}
	}
}

// members yields the fields and methods of a type, embedded ones too, that code of
// a package may select; none of an invalid type.
func members(t types.Type, from *types.Package) iter.Seq[string] {
	names := map[string]bool{}
	add := func(obj types.Object) {
		if obj.Exported() || obj.Pkg() == from {
			names[obj.Name()] = true
		}
	}

	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	methods := types.NewMethodSet(types.NewPointer(t))
	if types.IsInterface(t) {
		methods = types.NewMethodSet(t)
	}
	for m := range methods.Methods() {
		add(m.Obj())
	}
	addFields(t, add, map[types.Type]bool{})
	return maps.Keys(names)
}

// addFields calls add for the fields of a struct and of the structs that it embeds.
func addFields(t types.Type, add func(types.Object), seen map[types.Type]bool) {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || seen[t] {
		return
	}
	seen[t] = true
	for f := range s.Fields() {
		if add(f); f.Embedded() {
			addFields(f.Type(), add, seen)
		}
	}
}
