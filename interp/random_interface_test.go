package interp_test

import "fmt"

// Statements about interfaces of compiled packages, and about nil.

// stringer is an expression for a fmt.Stringer, which may be nil.
func (g *generator) stringer() string {
	return pick(g, []string{
		"nil", "fmt.Stringer(nil)",
		fmt.Sprintf("label{%s}", g.expr(basics[0], 1)),
		fmt.Sprintf("&label{%d}", g.n(9)),
		fmt.Sprintf("fmt.Stringer(label{%d})", g.n(9)),
		fmt.Sprintf("%sNamed(%s)", g.origin(), g.expr(basics[13], 1)),
	})
}

// errorValue is an expression for an error, which may be nil.
func (g *generator) errorValue() string {
	return pick(g, []string{
		"nil", "error(nil)", "ErrBase", "io.EOF",
		fmt.Sprintf("%sFail(%d)", g.origin(), g.n(3)),
		fmt.Sprintf("failed{%s}", g.expr(basics[0], 1)),
		fmt.Sprintf("errors.New(%s)", g.value(basics[12])),
		fmt.Sprintf("fmt.Errorf(\"over: %%w\", %sErrBase)", g.origin()),
	})
}

// reader is an expression for an io.Reader, which is not nil.
func (g *generator) reader() string {
	from := fmt.Sprintf("strings.NewReader(%s)", g.expr(basics[12], 2))
	return pick(g, []string{
		from, "io.Reader(" + from + ")",
		fmt.Sprintf("io.LimitReader(%s, 2)", from),
		fmt.Sprintf("bytes.NewBufferString(%s)", g.value(basics[12])),
		fmt.Sprintf("&repeat{text: %s, times: %d}", g.value(basics[12]), g.n(4)),
		fmt.Sprintf("io.MultiReader(%s, &repeat{text: \"r\", times: 1})", from),
	})
}

func (g *generator) stringers() {
	s := g.fresh()
	g.line("var %s fmt.Stringer", s)
	g.line("if %s { %s = %s }", g.expr(basics[13], 1), s, g.stringer())
	g.line("fmt.Println(%s == nil, %s != nil)", s, s)
	g.line("switch v := %s.(type) {\ncase nil: fmt.Println(\"no stringer\")\ncase label: fmt.Println(\"label\", v.n, v)\ndefault: fmt.Println(\"other\", v.String())\n}", s)
	g.line("{\nlist := []fmt.Stringer{%s, nil, %s, label{1}}", g.stringer(), s)
	g.line("byName := map[string]fmt.Stringer{\"a\": %s, \"b\": nil}\nlist[1] = byName[%q]\nbyName[\"c\"] = nil", g.stringer(), pick(g, []string{"a", "b", "none"}))
	g.line("for i, s := range append(list, %s) { if s != nil { fmt.Println(i, s.String()) } else { fmt.Println(i, s) } }", g.stringer())
	g.line("box := struct{ S fmt.Stringer; E error }{%s, %s}\nbox.S, box.E = nil, %s\nfmt.Println(box.S == nil, box.E, len(byName), byName[\"b\"] == nil)\n}", g.stringer(), g.errorValue(), g.errorValue())
	g.line("try(\"stringers\", func() { fmt.Println(%s.String()) })", s)
}

func (g *generator) errorResults() {
	of, f := g.kind(1), g.fresh()
	g.line("%s := func(n int) (%s, error) {\nswitch n {\ncase 0: return %s, nil\ncase 1: return %s, %s\ncase 2:\nvar f error\nreturn %s, f\n}\nreturn %s, %s\n}",
		f, of.name, g.result(of), g.result(of), g.errorValue(), g.result(of), g.zero(of), g.errorValue())
	g.line("for n := range 4 {\nv, err := %s(n)", f)
	g.show(variable{"v", of})
	g.line("if err != nil { fmt.Println(errors.Is(err, ErrBase), err) }\n}")
	g.line("{\nc := make(chan error, 2)\nc <- nil\nc <- %s\nfmt.Println(<-c, <-c)", g.errorValue())
	g.line("errs := []error{%s, nil, %s}\nfmt.Println(errors.Join(errs...), errors.Is(errs[0], io.EOF), errs)\n}", g.errorValue(), g.errorValue())
}

func (g *generator) readers() {
	r, open := g.fresh(), g.fresh()
	g.line("%s := func(fail bool) (io.Reader, int, error) {\nif fail { return nil, len(%s), %s }\nreturn %s, 1, nil\n}", open, g.value(basics[12]), g.errorValue(), g.reader())
	g.line("%s := %s", r, "io.Reader("+g.reader()+")")
	g.line("if %s { %s = %s }", g.expr(basics[13], 1), r, g.reader())
	g.line("if o, n, err := %s(%s); o != nil { %s = io.MultiReader(%s, o) } else { fmt.Println(\"none\", n, err) }", open, g.expr(basics[13], 1), r, r)
	g.line("{\n_, isOwn := %s.(*repeat)\n_, writes := %s.(io.WriterTo)\nb, err := io.ReadAll(%s)\nfmt.Println(isOwn, writes || true, len(b), err)\n}", r, r, r)
	g.line("{\nvar w io.Writer = &counted{}\nn, err := io.Copy(w, %s)\nfmt.Fprintf(w, \"%%v\", %s)\nfmt.Println(n, err, w.(*counted).n)\n}", g.reader(), g.value(g.basic()))
}

func (g *generator) sorted() {
	of := pick(g, basics[:13])
	s := g.fresh()
	g.line("var %s sort.Interface", s)
	g.line("fmt.Println(%s == nil)", s)
	g.line("%s = by[%s]{%s, %s, %s}", s, of.name, g.expr(of, 1), g.expr(of, 1), g.literal(of))
	g.line("if %s { %s = sort.Reverse(%s) }", g.expr(basics[13], 1), s, s)
	g.line("sort.Stable(%s)\nfmt.Println(%s.Len(), sort.IsSorted(%s))", s, s, s)
	g.line("if b, ok := %s.(by[%s]); ok { fmt.Println(b) }", s, of.name)
}

// nils compares and hands on nil of every kind.
func (g *generator) nils() {
	of := g.basic()
	g.line("{\nvar p *%s\nvar a any = p\nvar s fmt.Stringer\nvar e error = s2e(s)\nvar none any", of.name)
	g.line("fmt.Println(p == nil, a == nil, a == (*%s)(nil), none == nil, any(s) == nil, e == nil, any(nil) == none)", of.name)
	g.line("var m map[string]%s = nil\nvar l []%s = nil\nvar f func() %s = nil\nvar c chan %s = nil", of.name, of.name, of.name, of.name)
	g.line("fmt.Println(m == nil, l == nil, f == nil, c == nil, m[\"x\"] == %s, len(l), append(l, %s))", g.zeroOf(of), g.expr(of, 1))
	g.line("isNil := func(v any, s fmt.Stringer, e error, f func()) (bool, bool, bool, bool) { return v == nil, s == nil, e == nil, f == nil }")
	g.line("fmt.Println(isNil(nil, nil, nil, nil))\nfmt.Println(isNil(p, %s, %s, func() {}))\n}", g.stringer(), g.errorValue())
}

func (g *generator) zeroOf(k *kind) string {
	switch k.form {
	case text:
		return `""`
	case boolean:
		return "false"
	}
	return "0"
}
