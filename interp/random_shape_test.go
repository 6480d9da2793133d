package interp_test

import "fmt"

// inside puts statements into a function literal, which is called at once, kept,
// deferred or handed on.
func (g *generator) inside(depth int) {
	f := g.fresh()
	switch g.n(4) {
	case 0:
		g.line("func() {")
		g.block(2, depth)
		g.line("}()")
	case 1:
		of := g.kind(1)
		g.line("%s := func() %s {", f, of.name)
		g.block(2, depth)
		g.line("return %s\n}", g.expr(of, 1))
		g.line("for range 2 {")
		g.show(variable{f + "()", of})
		g.line("}")
	case 2:
		g.line("func() {\ndefer func() {")
		g.block(2, depth)
		g.line("}()")
		g.block(1, depth)
		g.line("}()")
	case 3:
		g.line("try(\"inside\", func() {")
		g.block(2, depth)
		g.line("})")
	}
}

// setters assigns whole values to variables of functions further out.
func (g *generator) setters() {
	of := g.kind(2)
	v, set := g.fresh(), g.fresh()
	g.line("var %s %s = %s", v, of.name, g.expr(of, 1))
	g.line("%s := func(now bool) {\nif !now { %s = %s; return }\nfunc() { %s = %s }()\n}", set, v, g.composite(of, 1), v, g.expr(of, 2))
	g.line("%s(false)", set)
	g.show(variable{v, of})
	g.line("%s(true)", set)
	g.scope = append(g.scope, variable{v, of})
}

func (g *generator) recursion() {
	of := pick(g, integers)
	f := g.fresh()
	g.line("var %s func(n int, v %s) %s", f, of.name, of.name)
	g.line("%s = func(n int, v %s) %s {\nif n == 0 || !burn() { return v }\nw := v %s %s\nreturn %s(n-1, w) + v\n}", f, of.name, of.name, pick(g, []string{"+", "-", "*", "^"}), g.expr(of, 1), f)
	g.line("fmt.Println(%s(%d, %s))", f, 1+g.n(6), g.expr(of, 1))
}

// structMap changes structs in a map, which goes by way of a copy.
func (g *generator) structMap() {
	s := pick(g, g.structs)
	m, k := g.fresh(), g.literal(basics[12])
	g.line("%s := map[string]%s{%s: %s}", m, s.name, k, g.expr(s, 1))
	g.line("{\nc := %s[%s]\nc.Count += 5\nfmt.Println(%s[%s].Count, c.Count)\n%s[%s] = c\nfmt.Println(%s[%s].Count, %s[\"none\"].Count, %s[%s].Code())\n}", m, k, m, k, m, k, m, k, m, m, k)
	g.line("{\np := map[string]*%s{\"p\": refer(%s[%s])}\np[\"p\"].Count--\np[\"p\"].Bump(2)\nfmt.Println(p[\"p\"].Count, %s[%s].Count)\n}", s.name, m, k, m, k)
}

// aliases has slices that share an array, as far as Go says that they do.
func (g *generator) aliases() {
	of := g.basic()
	a := g.fresh()
	g.line("%s := make([]%s, 2, 4)", a, of.name)
	g.line("{\nb := append(%s, %s)\nc := append(%s, %s)\nd := append(c[:3:3], %s)\nd[0] = %s\nfmt.Println(%s, b, c, d, len(b), cap(c))", a, g.expr(of, 1), a, g.expr(of, 1), g.expr(of, 1), g.expr(of, 1), a)
	g.line("n := copy(%s, c[1:])\nfmt.Println(n, %s, c[1:2:3])\n}", a, a)
	g.line("{\np := &%s[1]\n*p = %s\nq := %s[1:]\nq[0], *p = *p, q[0]\nfmt.Println(%s, q)\n}", a, g.expr(of, 1), a, a)
	g.line("{\narr := [3]%s{1: %s}\ns := arr[:]\ns[0] = arr[1]\nt := [3]%s(s)\nt[2] = %s\nfmt.Println(arr, s, t, arr == t)\n}", of.name, g.expr(of, 1), of.name, g.expr(of, 1))
}

func (g *generator) grids() {
	of := g.basic()
	a := g.fresh()
	g.line("var %s [2][3]%s", a, of.name)
	g.line("for i := range %s { for j := range %s[i] { if i != j { %s[i][j] = %s } } }", a, a, a, g.expr(of, 1))
	g.line("{\nb := %s\nb[0], b[1] = b[1], b[0]\nb[1][2] = %s\nfmt.Println(%s, b, %s == b)", a, g.expr(of, 1), a, a)
	g.line("for _, row := range b { row[0] = %s; fmt.Println(row) }\nfor i := range b { row := &b[i]; row[1] = %s; fmt.Println(len(row), *row) }\nfmt.Println(b)\n}", g.expr(of, 1), g.expr(of, 1))
	g.line("{\ns := [][]%s{%s[0][:2], {%s}, nil}\ns[1] = append(s[1], s[0]...)\ns[0][0] = s[1][0]\nfmt.Println(s, %s[0][0], len(s[2]))\n}", of.name, a, g.expr(of, 1), a)
}

func (g *generator) sorting() {
	of := pick(g, basics[:13])
	s := g.fresh()
	g.line("%s := []%s{%s, %s, %s, %s}", s, of.name, g.expr(of, 1), g.expr(of, 1), g.expr(of, 1), g.literal(of))
	g.line("for i := range %s { if %s[i] != %s[i] { %s[i] = %s } }", s, s, s, s, g.literal(of))
	switch g.n(4) {
	case 0:
		g.line("sort.Slice(%s, func(i, j int) bool { return %s[i] > %s[j] })", s, s, s)
	case 1:
		g.line("slices.SortFunc(%s, func(a, b %s) int { return cmp.Compare(b, a) })", s, of.name)
	case 2:
		g.line("slices.Sort(%s)\nslices.Reverse(%s)", s, s)
	case 3:
		g.line("sort.Sort(sort.Reverse(by[%s](%s)))", of.name, s)
	}
	g.line("fmt.Println(%s, slices.Contains(%s, %s), slices.Index(%s, %s[1]), slices.Max(%s))", s, s, g.literal(of), s, s, s)
	g.line("fmt.Println(slices.Compact(slices.Clone(%s)), slices.Sorted(maps.Keys(map[%s]bool{%s[0]: true, %s[3]: false})))", s, of.name, s, s)
}

// conversions goes between types of the same shape.
func (g *generator) conversions() {
	a, b := g.basic(), g.basic()
	g.line("{\ntype one struct { A %s; B []%s }\ntype two struct { A %s; B []%s }", a.name, b.name, a.name, b.name)
	g.line("x := one{%s, []%s{%s}}\ny := two(x)\ny.A = %s\ny.B[0] = %s\nz := struct { A %s; B []%s }(y)", "*refer("+g.expr(a, 1)+")", b.name, g.expr(b, 1), "*refer("+g.expr(a, 1)+")", g.expr(b, 1), a.name, b.name)
	g.line("var w any = y\n_, isOne := w.(one)\n_, isTwo := w.(two)\nfmt.Printf(\"%%v %%v %%+v %%v %%v\\n\", x, y, z, isOne, isTwo)\n}")
}

// embedded embeds pointers and interfaces.
func (g *generator) embedded() {
	s, n := pick(g, g.structs), pick(g, g.named)
	g.line("{\ntype outer struct { *%s; Coder; extra %s }", s.name, n.name)
	g.line("o := outer{%s: refer(%s), Coder: %s, extra: %s}", s.field(), g.expr(s, 1), g.expr(n, 1), g.expr(n, 1))
	g.line("o.Bump(4)\nc := o\nc.Count++\nc.Coder = c.%s\nfmt.Println(o.Count, o.%s.Code(), o.Coder.Code(), c.Coder.Code(), c.extra.Twice())", s.field(), s.field())
	g.line("if m, ok := any(o).(interface{ Bump(int32) *%s }); ok { fmt.Println(m.Bump(1).Count) }\n}", s.name)
}

// functions makes functions of functions.
func (g *generator) functions() {
	of := pick(g, integers)
	f := g.fresh()
	g.line("%s := func(step %s) (up, down func() %s) {\nn := %s\nup = func() %s { n += step; return n }\nreturn up, func() %s { n -= step * 2; return n }\n}", f, of.name, of.name, g.expr(of, 1), of.name, of.name)
	g.line("{\nu, d := %s(%s)\nfs := map[string]func() %s{\"u\": u, \"d\": d}\nfmt.Println(u(), d(), fs[\"u\"](), fs[\"d\"](), fs[\"none\"] == nil)\n}", f, g.expr(of, 1), of.name)
	g.line("{\ntype op func(a, b %s) %s\nops := [...]op{func(a, b %s) %s { return a + b }, func(a, b %s) %s { return a &^ b }}", of.name, of.name, of.name, of.name, of.name, of.name)
	g.line("v := %s\nfor i, o := range ops { v = o(v, %s(i)); defer func() { fmt.Println(\"at the end\", i, o(v, 1)) }() }\nfmt.Println(v)\n}", g.expr(of, 1), of.name)
}

// breaking leaves loops from inside other statements.
func (g *generator) breaking(depth int) {
	l, i := g.fresh(), g.fresh()
	g.line("L%s:\nfor %s := 0; ; %s++ {\nif !burn() { break }\nswitch {\ncase %s > 3: break L%s\ncase %s: continue", l, i, i, i, l, g.expr(basics[13], 1))
	g.line("case %s %% 2 == 0:\nif %s { break }", i, g.expr(basics[13], 1))
	g.block(1, depth)
	g.line("default:\nselect {\ncase <-make(chan int): fmt.Println(\"never\")\ndefault: if %s == 3 { continue L%s }\nbreak\n}\n}", i, l)
	g.line("fmt.Println(\"next\", %s)\n}", i)
}

// shown prints a value with methods that fmt calls.
func (g *generator) shown() {
	n, of := pick(g, g.named), g.basic()
	g.line("fmt.Println(label{%s}, []label{{%s}}, map[string]any{\"a\": &label{%s}}, struct{ L label }{label{%s}})", g.expr(basics[0], 1), g.expr(basics[0], 1), g.expr(basics[0], 1), g.expr(basics[0], 1))
	g.line("fmt.Printf(\"%%v %%d %%s %%+v\\n\", label{%d}, label{%d}, error(failed{%s}), []error{failed{%d}, nil})", g.n(9), g.n(9), g.expr(basics[0], 1), g.n(9))
	g.line("fmt.Println(fmt.Sprint(%s, %s) == fmt.Sprint(any(%s), any(%s)))", g.value(n), g.value(of), g.value(n), g.value(of))
	g.line("{\nb, err := json.Marshal(map[string]any{\"label\": label{%d}, \"list\": []label{{1}}, \"n\": %s})\nfmt.Println(string(b), err)\n}", g.n(9), fmt.Sprintf("int64(code(%s))", g.value(of)))
}
