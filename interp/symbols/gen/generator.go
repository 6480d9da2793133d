package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"math/big"
	"path"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Lines of doc comments. hostOnly keeps a declaration from scripts; genericPart
// marks the variable, an embed.FS, with the source of the package's generic part.
const (
	hostOnly    = "//panelgo:hostonly"
	unchanging  = "//panelgo:constant"
	genericPart = "//panelgo:generic"
)

// load type-checks the packages, in the order of their paths. overlay stands
// for the file that is about to be written: one of the packages may use it.
func load(paths []string, overlay map[string][]byte) ([]*packages.Package, error) {
	mode := packages.NeedName | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps | packages.NeedFiles
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Overlay: overlay}, paths...)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	var errs []error
	for _, p := range pkgs {
		for _, e := range p.Errors {
			errs = append(errs, e)
		}
	}
	sort.Slice(pkgs, func(i, j int) bool { return pkgs[i].PkgPath < pkgs[j].PkgPath })
	return pkgs, errors.Join(errs...)
}

// generator collects the parts of one file. Imports are added as the parts need
// them, so they are written last.
type generator struct {
	imports          map[string]string // path to local name
	names            map[string]string // local name to path
	skip             map[string]bool   // pkgpath.Name
	own              map[string]bool   // paths that get a table
	called           string            // the constant with the methods that the packages may call
	sized            string            // the constant with the functions that take sizes
	byName           map[string]bool   // packages that may call any
	home             string            // path of the package that the file is part of, if it gets a table
	tables, wrappers bytes.Buffer
	elsewhere        map[string][]string // wrappers of aliased interfaces, by their package
}

// local is the name by which the generated file refers to a package, "" for its
// own. It imports the package. types.TypeString takes it as a qualifier.
func (g *generator) local(p *types.Package) string {
	if p.Path() == g.home {
		return ""
	}
	if n, ok := g.imports[p.Path()]; ok {
		return n
	}
	return g.localName(p.Path(), p.Name())
}

// localName imports a package under its name, with a number if another one has
// that name.
func (g *generator) localName(path, name string) string {
	if n, ok := g.imports[path]; ok {
		return n
	}
	n := name
	for i := 2; g.names[n] != ""; i++ {
		n = fmt.Sprintf("%s%d", name, i)
	}
	g.imports[path], g.names[n] = n, path
	return n
}

// writeImports writes the import declaration, sorted by path.
func (g *generator) writeImports(b *bytes.Buffer) {
	paths := make([]string, 0, len(g.imports))
	for p := range g.imports {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	b.WriteString("import (\n")
	for _, p := range paths {
		if n := g.imports[p]; n == path.Base(p) {
			fmt.Fprintf(b, "%q\n", p)
		} else {
			fmt.Fprintf(b, "%s %q\n", n, p)
		}
	}
	b.WriteString(")\n\n")
}

// table adds the symbols of one package, sorted by name, and its wrappers.
func (g *generator) table(p *packages.Package) {
	hidden, source, constant := markedNames(p, hostOnly), markedNames(p, genericPart), markedNames(p, unchanging)
	scope := p.Types.Scope()
	fmt.Fprintf(&g.tables, "%q: {\n", path.Join(p.PkgPath, p.Types.Name()))
	if !g.byName[p.PkgPath] {
		fmt.Fprintf(&g.tables, "\"_called\": reflect.ValueOf(%s),\n", g.called)
	}
	fmt.Fprintf(&g.tables, "\"_sized\": reflect.ValueOf(%s),\n", g.sized)
	if without := g.without(p.PkgPath); without != "" {
		fmt.Fprintf(&g.tables, "\"_without\": reflect.ValueOf(%q),\n", without)
	}
	if constant := sortedTrue(constant); len(constant) > 0 {
		fmt.Fprintf(&g.tables, "\"_constant\": reflect.ValueOf(%q),\n", strings.Join(constant, " "))
	}
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if source[name] {
			fmt.Fprintf(&g.tables, "\"_generic\": reflect.ValueOf(%s),\n", g.nameOf(obj))
			continue
		}
		if !obj.Exported() || hidden[name] || g.skip[p.PkgPath+"."+name] {
			continue
		}
		if v := g.value(obj); v != "" {
			fmt.Fprintf(&g.tables, "%q: %s,\n", name, v)
		}
		if t, ok := obj.(*types.TypeName); ok {
			g.wrapper(t)
		}
	}
	g.tables.WriteString("},\n")
}

// sortedTrue lists the names that are true, sorted.
func sortedTrue(names map[string]bool) (list []string) {
	for name, is := range names {
		if is {
			list = append(list, name)
		}
	}
	sort.Strings(list)
	return list
}

// without lists the fields and methods of a package's types that are left out, each
// Type.Member, sorted and separated by spaces.
func (g *generator) without(path string) string {
	var members []string
	for name := range g.skip {
		if member, ok := strings.CutPrefix(name, path+"."); ok && strings.Count(member, ".") == 1 && !strings.Contains(member, "/") {
			members = append(members, member)
		}
	}
	sort.Strings(members)
	return strings.Join(members, " ")
}

// finish adds the wrappers that belong to packages without a table of their own.
func (g *generator) finish() {
	keys := make([]string, 0, len(g.elsewhere))
	for key := range g.elsewhere {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for _, key := range keys {
		fmt.Fprintf(&g.tables, "%q: {\n%s},\n", key, strings.Join(g.elsewhere[key], ""))
	}
}

// markedNames are the package-level names whose doc comments have a line.
func markedNames(p *packages.Package, line string) map[string]bool {
	names := map[string]bool{}
	marked := func(doc *ast.CommentGroup) bool {
		if doc == nil {
			return false
		}
		for _, c := range doc.List {
			if strings.TrimSpace(c.Text) == line {
				return true
			}
		}
		return false
	}
	for _, f := range p.Syntax {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				names[d.Name.Name] = names[d.Name.Name] || d.Recv == nil && marked(d.Doc)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						names[s.Name.Name] = marked(d.Doc) || marked(s.Doc)
					case *ast.ValueSpec:
						for _, n := range s.Names {
							names[n.Name] = marked(d.Doc) || marked(s.Doc)
						}
					}
				}
			}
		}
	}
	return names
}

// nameOf is how the generated file refers to a package-level name.
func (g *generator) nameOf(obj types.Object) string {
	return strings.TrimPrefix(g.local(obj.Pkg())+"."+obj.Name(), ".")
}

// value is the Go expression of a symbol's reflect.Value, "" when it has none.
func (g *generator) value(obj types.Object) string {
	name := func() string { return g.nameOf(obj) }
	switch o := obj.(type) {
	case *types.Const:
		return g.constant(o, name)
	case *types.Func:
		if o.Signature().TypeParams().Len() > 0 {
			return ""
		}
		return "reflect.ValueOf(" + name() + ")"
	case *types.Var:
		return "reflect.ValueOf(&" + name() + ").Elem()"
	case *types.TypeName:
		if isGeneric(o.Type()) || isConstraint(o.Type()) {
			return ""
		}
		return "reflect.ValueOf((*" + name() + ")(nil))"
	}
	return ""
}

// isGeneric reports whether a type has type parameters: only its instances are
// types of Go.
func isGeneric(t types.Type) bool {
	switch t := t.(type) {
	case *types.Named:
		return t.TypeParams().Len() > 0
	case *types.Alias:
		return t.TypeParams().Len() > 0
	}
	return false
}

// isConstraint reports whether a type is an interface that only constrains type
// parameters: it has no values, and reflection no type for it.
func isConstraint(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && !i.IsMethodSet()
}

// constant is the expression of a constant's symbol. Untyped numbers and strings
// stay exact, as constant.Values. An untyped rune is an array of one, because a
// constant.Value does not say whether it is a rune or an int.
func (g *generator) constant(c *types.Const, name func() string) string {
	b, ok := c.Type().(*types.Basic)
	if !ok || b.Info()&types.IsUntyped == 0 {
		return "reflect.ValueOf(" + name() + ")"
	}
	lit, tok := "", ""
	switch {
	case b.Kind() == types.UntypedRune:
		return "reflect.ValueOf([1]rune{" + name() + "})"
	case b.Kind() == types.UntypedString:
		lit, tok = c.Val().ExactString(), "STRING"
	case b.Kind() == types.UntypedInt:
		lit, tok = c.Val().ExactString(), "INT"
	case b.Kind() == types.UntypedFloat:
		lit, tok = floatLiteral(c.Val()), "FLOAT"
	default:
		return "reflect.ValueOf(" + name() + ")"
	}
	constants, tokens := g.localName("go/constant", "constant"), g.localName("go/token", "token")
	return fmt.Sprintf("reflect.ValueOf(%s.MakeFromLiteral(%q, %s.%s, 0))", constants, lit, tokens, tok)
}

// floatLiteral writes an untyped float with all the digits that go/constant keeps.
func floatLiteral(v constant.Value) string {
	switch x := constant.Val(constant.ToFloat(v)).(type) {
	case *big.Float:
		return x.Text('g', int(x.Prec()))
	case *big.Rat:
		f := new(big.Float).SetPrec(512).SetRat(x)
		return f.Text('g', 154)
	case int64:
		return fmt.Sprintf("%d.0", x)
	case *big.Int:
		return x.String() + ".0"
	}
	return v.ExactString()
}

// wrapper adds the struct by which a script's type implements an interface, if it
// can. The interpreter looks for it as "_Name" in the table of the package that
// declares the interface, and fills its fields by their order: IValue is the
// script's value, and W and the name of a method the function to call for it.
func (g *generator) wrapper(t *types.TypeName) {
	iface, ok := t.Type().Underlying().(*types.Interface)
	if !ok || isGeneric(t.Type()) || !iface.IsMethodSet() {
		return
	}
	home, ok := types.Unalias(t.Type()).(*types.Named)
	if !ok || home.Obj().Pkg() == nil || home.Obj() != t && g.own[home.Obj().Pkg().Path()] {
		return
	}
	for m := range iface.Methods() {
		if !m.Exported() {
			return // no type outside its package can implement it
		}
	}
	mangle := strings.NewReplacer("/", "_", "-", "_", ".", "_", "~", "_")
	name := "_" + mangle.Replace(t.Pkg().Path()) + "_" + t.Name()
	entry := fmt.Sprintf("\"_%s\": reflect.ValueOf((*%s)(nil)),\n", home.Obj().Name(), name)
	if home.Obj() == t {
		g.tables.WriteString(entry)
	} else { // an alias: the wrapper is looked for where the interface lives
		key := path.Join(home.Obj().Pkg().Path(), home.Obj().Pkg().Name())
		g.elsewhere[key] = append(g.elsewhere[key], entry)
	}
	w := &g.wrappers
	fmt.Fprintf(w, "\n// %s lets a script's type be a %s.%s.\ntype %s struct {\nIValue any\n", name, t.Pkg().Name(), t.Name(), name)
	for m := range iface.Methods() {
		fmt.Fprintf(w, "W%s %s\n", m.Name(), types.TypeString(m.Signature(), g.local))
	}
	w.WriteString("}\n")
	for m := range iface.Methods() {
		g.method(name, m)
	}
}

// method adds a method of a wrapper, which calls the function in its field.
func (g *generator) method(wrapper string, m *types.Func) {
	sig := m.Signature()
	params, args := make([]string, sig.Params().Len()), make([]string, sig.Params().Len())
	for i := range params {
		typ := types.TypeString(sig.Params().At(i).Type(), g.local)
		args[i] = fmt.Sprintf("a%d", i)
		if sig.Variadic() && i == len(params)-1 {
			typ = "..." + strings.TrimPrefix(typ, "[]")
			params[i] = args[i] + " " + typ
			args[i] += "..."
			continue
		}
		params[i] = args[i] + " " + typ
	}
	results := make([]string, sig.Results().Len())
	for i := range results {
		results[i] = types.TypeString(sig.Results().At(i).Type(), g.local)
	}
	ret := ""
	if len(results) > 0 {
		ret = "return "
	}
	fmt.Fprintf(&g.wrappers, "\nfunc (w %s) %s(%s) (%s) {\n", wrapper, m.Name(), strings.Join(params, ", "), strings.Join(results, ", "))
	if m.Name() == "String" && len(params) == 0 {
		// A wrapper that is printed while it is being filled has no method yet.
		g.wrappers.WriteString("if w.WString == nil {\nreturn \"\"\n}\n")
	}
	fmt.Fprintf(&g.wrappers, "%sw.W%s(%s)\n}\n", ret, m.Name(), strings.Join(args, ", "))
}
