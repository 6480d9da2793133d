package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
)

// source is a package with components.
type source struct {
	*doc.Package
	dir        string
	fset       *token.FileSet
	files      []*ast.File
	components []component
	bases      []base // those that it declares
}

// component is a component: its constructors, and the type that they return.
type component struct {
	*doc.Type
	constructors []*doc.Func
	kind         string // name of its kind; "" if the sources do not tell
	value        string // type of its value; "" if it has none
	bases        []string
	example      example
}

// base is a generic type that components embed for its methods.
type base struct {
	*doc.Type
	embeds string // qualified name of the base that it embeds; "" if none
}

// bases has bases by their qualified names, such as "pn.Widget".
type bases map[string]base

// root is the base of all components.
const rootBase = "pn.Base"

// above lists a base and those that it embeds, the nearest first. It returns nil for what
// is not the base of a component.
func (b bases) above(name string) (list []string) {
	for ; ; name = b[name].embeds {
		if _, ok := b[name]; !ok {
			return nil
		}
		list = append(list, name)
		if name == rootBase {
			return list
		}
	}
}

// readSource parses a package, without its tests.
func readSource(root, dir string) (*source, error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	p := &source{dir: dir, fset: token.NewFileSet()}
	var documented []*ast.File // package doc takes out what is not exported
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, files := range []*[]*ast.File{&p.files, &documented} {
			f, err := parser.ParseFile(p.fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			*files = append(*files, f)
		}
	}
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		return nil, err
	}
	p.Package, err = doc.NewFromFiles(p.fset, documented, path.Join(modfile.ModulePath(mod), filepath.ToSlash(rel)), doc.PreserveAST)
	return p, err
}

// find fills in the components and bases of the package. known has the bases of the
// packages before, and gets those of this one.
func (p *source) find(known bases) error {
	for _, t := range p.Types {
		if embedded, _ := p.embedded(t); len(t.Funcs) == 0 && (embedded != "" || p.Name+"."+t.Name == rootBase) {
			known[p.Name+"."+t.Name] = base{t, embedded}
		}
	}
	for _, t := range p.Types {
		embedded, value := p.embedded(t)
		above := known.above(embedded)
		c := component{Type: t, bases: above, value: value}
		for _, f := range t.Funcs {
			if !hostOnly(f.Decl) {
				c.constructors = append(c.constructors, f)
			}
		}
		if above == nil || len(c.constructors) == 0 {
			continue
		}
		for _, m := range t.Methods {
			if m.Name == "Value" && value == "" {
				c.value = p.code(m.Decl.Type.Results.List[0].Type)
			}
		}
		c.kind = p.kindOf(c)
		if err := c.findExample(p.dir); err != nil {
			return err
		}
		p.components = append(p.components, c)
	}
	slices.SortFunc(p.components, func(a, b component) int {
		return cmp.Compare(a.constructors[0].Name, b.constructors[0].Name)
	})
	for _, t := range p.Types {
		name := p.Name + "." + t.Name
		used := slices.ContainsFunc(p.components, func(c component) bool { return slices.Contains(c.bases, name) })
		if b, ok := known[name]; ok && used && len(options(b.Type)) > 0 {
			p.bases = append(p.bases, b)
		}
	}
	slices.SortStableFunc(p.bases, func(a, b base) int {
		return cmp.Compare(len(known.above(p.Name+"."+a.Name)), len(known.above(p.Name+"."+b.Name)))
	})
	return nil
}

// embedded returns the qualified name of the generic type that the struct t embeds first,
// and its second argument, which is the type of a widget's value. It returns "" for
// another type.
func (p *source) embedded(t *doc.Type) (name, value string) {
	s, ok := t.Decl.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType)
	if !ok || len(s.Fields.List) == 0 || len(s.Fields.List[0].Names) > 0 {
		return "", ""
	}
	var of ast.Expr
	switch field := s.Fields.List[0].Type.(type) {
	case *ast.IndexExpr:
		of = field.X
	case *ast.IndexListExpr:
		of, value = field.X, p.code(field.Indices[1])
	default:
		return "", ""
	}
	name = p.code(of)
	if _, ok := of.(*ast.Ident); ok {
		name = p.Name + "." + name
	}
	return name, value
}

// kindOf returns the name of a component's kind: the Kind that its constructor, or one of
// the bases in its package, gives to Init.
func (p *source) kindOf(c component) string {
	var declared []*ast.FuncDecl
	for _, f := range c.constructors {
		declared = append(declared, f.Decl)
	}
	for _, f := range p.files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				receiver := strings.TrimLeft(p.code(fn.Recv.List[0].Type), "*")
				receiver, _, _ = strings.Cut(receiver, "[")
				if slices.Contains(c.bases, p.Name+"."+receiver) {
					declared = append(declared, fn)
				}
			}
		}
	}
	for _, fn := range declared {
		if variable := initKind(fn); variable != "" {
			if name := p.kindNamed(variable); name != "" {
				return name
			}
		}
	}
	return ""
}

// initKind returns the name of the variable, or of the function that returns it, whose value
// fn gives to Init as a kind.
func initKind(fn *ast.FuncDecl) (name string) {
	ast.Inspect(fn, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		given := call.Args[1]
		if made, isCall := given.(*ast.CallExpr); isCall && len(made.Args) == 0 {
			given = made.Fun
		}
		if kind, isName := given.(*ast.Ident); ok && isName && method.Sel.Name == "Init" {
			name = kind.Name
		}
		return true
	})
	return name
}

// returnedBy returns the name of the variable that a function of the package returns, and
// any other name as it is.
func (p *source) returnedBy(name string) string {
	for _, f := range p.files {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || fn.Name.Name != name || len(fn.Body.List) != 1 {
				continue
			}
			if r, ok := fn.Body.List[0].(*ast.ReturnStmt); ok && len(r.Results) == 1 {
				return p.code(r.Results[0])
			}
		}
	}
	return name
}

// kindNamed returns the Name of the Kind that a variable of the package holds, or one that a
// function returns.
func (p *source) kindNamed(variable string) (name string) {
	variable = p.returnedBy(variable)
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || v.Names[0].Name != variable || len(v.Values) != 1 {
				return true
			}
			declared := v.Values[0]
			if call, ok := declared.(*ast.CallExpr); ok && len(call.Args) == 1 {
				declared = call.Args[0] // package pn notes its kinds
			}
			value, ok := declared.(*ast.CompositeLit)
			if !ok {
				return true
			}
			for _, e := range value.Elts {
				field, ok := e.(*ast.KeyValueExpr)
				if !ok || p.code(field.Key) != "Name" {
					continue
				}
				if text, ok := field.Value.(*ast.BasicLit); ok {
					name, _ = strconv.Unquote(text.Value)
				}
			}
			return true
		})
	}
	return name
}

// code returns the source of a node.
func (p *source) code(node ast.Node) string {
	var text strings.Builder
	if err := printer.Fprint(&text, p.fset, node); err != nil {
		panic(fmt.Sprintf("print the source of a node: %v", err)) // it was parsed
	}
	return text.String()
}

// forAuthors are the methods that components have for those who write components, with what
// they return where an option may have the same name; "" is anything.
var forAuthors = map[string]string{"Current": "", "HandleEvent": "error", "Init": "", "Keep": "error", "Node": "", "Render": "", "Takes": "error", "Update": ""}

// options lists the methods of a type that are for scripts, in the order of the source.
func options(t *doc.Type) []*doc.Func {
	list := slices.DeleteFunc(slices.Clone(t.Methods), func(m *doc.Func) bool {
		returns, listed := forAuthors[m.Name]
		return listed && (returns == "" || returns == resultOf(m.Decl)) || hostOnly(m.Decl)
	})
	slices.SortFunc(list, func(a, b *doc.Func) int { return cmp.Compare(a.Decl.Pos(), b.Decl.Pos()) })
	return list
}

// resultOf returns the type of a function's first result, "" if that has no plain name.
func resultOf(f *ast.FuncDecl) string {
	if f.Type.Results == nil {
		return ""
	}
	name, _ := f.Type.Results.List[0].Type.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}

// hostOnly reports whether scripts do not have a function.
func hostOnly(f *ast.FuncDecl) bool {
	return f.Doc != nil && slices.ContainsFunc(f.Doc.List, func(c *ast.Comment) bool { return c.Text == "//panelgo:hostonly" })
}
