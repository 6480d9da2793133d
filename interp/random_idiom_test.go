package interp_test

import (
	"fmt"
	"strings"
)

// Idioms are groups of statements around random values.

// mapKeys are the kinds that maps have for keys.
var mapKeys = []*kind{basics[0], basics[1], basics[6], basics[12], basics[13]}

func (g *generator) maps() {
	key, elem := pick(g, mapKeys), g.basic()
	m := variable{g.fresh(), &kind{name: "map[" + key.name + "]" + elem.name, form: mapping, key: key, elem: elem}}
	g.line("%s := %s{}", m.name, m.of.name)
	g.scope = append(g.scope, m)
	k := g.value(key)
	g.line("%s[%s] = %s", m.name, k, g.expr(elem, 2))
	g.line("%s[%s], %s[%s] = %s, %s[%s]", m.name, g.literal(key), m.name, g.literal(key), g.expr(elem, 1), m.name, k)
	if elem.form != boolean {
		g.line("%s[%s] += %s", m.name, g.expr(key, 1), g.expr(elem, 1))
	}
	g.line("if v, ok := %s[%s]; ok { fmt.Println(v) } else { fmt.Println(\"none\", v) }", m.name, g.expr(key, 1))
	g.line("delete(%s, %s)\nfmt.Println(len(%s), %s)", m.name, g.expr(key, 1), m.name, m.name)
	g.line("{\ntotal := 0\nfor k, v := range %s { total += code(k) * code(v) }\nfmt.Println(total)\n}", m.name)
	g.line("{\nlists := map[%s][]%s{}\nfor range 2 { lists[%s] = append(lists[%s], %s) }\nfmt.Println(lists)\n}", key.name, elem.name, k, k, g.expr(elem, 1))
}

func (g *generator) keysOfAny() {
	m := g.fresh()
	g.line("%s := map[any]int{}", m)
	for range 4 {
		of := g.basic()
		if g.chance(30) {
			g.line("%s[%s] += 2", m, g.expr(&kind{name: "[4]" + of.name, form: array, elem: of}, 1))
			continue
		}
		g.line("%s[%s]++", m, g.expr(of, 1))
	}
	g.line("{\ntotal := 0\nfor k, n := range %s { total += n * code(k) }\nfmt.Println(len(%s), total)\n}", m, m)
	g.line("try(\"unhashable\", func() { %s[[]int{1}] = 1 })", m)
}

func (g *generator) strings() {
	s := g.fresh()
	g.line("%s := %s", s, g.expr(basics[12], 3))
	g.line("for i, r := range %s { if !burn() { break }; fmt.Println(i, r, string(r)) }", s)
	g.line("for i := range %s { fmt.Print(i, \" \") }\nfmt.Println()", s)
	g.line("for i, b := range []byte(%s) { fmt.Print(i, b, %s[i] == b, \" \") }\nfmt.Println(len([]rune(%s)))", s, s, s)
}

// failures panic with messages that matter.
func (g *generator) failures() {
	of := g.basic()
	list := g.value(&kind{name: "[]" + of.name, form: slice, elem: of})
	g.line("try(\"failures\", func() {\n%s\n})", pick(g, []string{
		fmt.Sprintf("var x any = %s\nfmt.Println(x.(%s))", g.expr(of, 1), g.basic().name),
		fmt.Sprintf("var x any = %s\nfmt.Println(x.(Coder).Code())", g.expr(of, 1)),
		fmt.Sprintf("var c Coder\nif %s { c = %s }\nfmt.Println(c.Code())", g.expr(basics[13], 1), g.expr(pick(g, g.structs), 1)),
		g.nilMap(of),
		fmt.Sprintf("s := %s\ni := %s\nfmt.Println(s[i:])", list, g.value(basics[0])),
		fmt.Sprintf("s := %s\ni, j := %s, %s\nfmt.Println(s[i:j])", list, g.value(basics[0]), g.value(basics[0])),
		fmt.Sprintf("s := %s\nfmt.Println(s[%s])", g.expr(basics[12], 1), g.value(pick(g, integers))),
		fmt.Sprintf("var p *%s\nq := &p\nfmt.Println(**q)", of.name),
		fmt.Sprintf("c := make(chan %s)\nclose(c)\nv, ok := <-c\nfmt.Println(v, ok)\nclose(c)", of.name),
		fmt.Sprintf("a := [4]%s{}\nfmt.Println(a[%s])", of.name, g.value(basics[0])),
		fmt.Sprintf("panic(fmt.Errorf(\"bad: %%w\", failed{%s}))", g.expr(basics[0], 1)),
	}))
}

func (g *generator) errors() {
	e := g.fresh()
	g.line("var %s error = failed{%s}", e, g.expr(basics[0], 1))
	g.line("if %s { %s = fmt.Errorf(\"around: %%w\", %s) }", g.expr(basics[13], 1), e, e)
	g.line("if %s { %s = errors.Join(errors.New(\"other\"), %s) }", g.expr(basics[13], 1), e, e)
	g.line("{\nvar f failed\nfmt.Println(errors.As(%s, &f), f.code, errors.Is(%s, failed{%s}), %s)\n}", e, e, g.expr(basics[0], 1), e)
}

func (g *generator) constants() {
	of := pick(g, integers[:5])
	a, b, c := g.fresh(), g.fresh(), g.fresh()
	g.line("const (\n%s %s = iota*%d + 1\n_\n%s\n%s = %s << 1\n)", a, of.name, 1+g.n(9), b, c, b)
	g.line("fmt.Println(%s, %s, %s, %s+%s)", a, b, c, g.value(of), b)
}

func (g *generator) jumps() {
	l, i := g.fresh(), g.fresh()
	g.line("{\n%s := 0\nL%s:\nfmt.Println(%s)\nif %s++; %s < 3 && burn() { goto L%s }\n}", i, l, i, i, i, l)
}

func (g *generator) selects() {
	of := g.kind(1)
	a, b := g.fresh(), g.fresh()
	g.line("%s, %s := make(chan %s, 1), make(chan %s)", a, b, of.name, of.name)
	g.line("for i := range 3 {\nselect {\ncase got, ok := <-%s:", a)
	g.line("fmt.Println(i, ok)")
	g.show(variable{"got", of})
	g.line("case %s <- %s:\nfmt.Println(\"nobody takes it\")", b, g.zero(of))
	g.line("default:\nif i == 1 { continue }\n%s <- %s\n}\nfmt.Println(\"after\", i)\n}", a, g.expr(of, 1))
}

// copies changes a copy, and shows that the other stays.
func (g *generator) copies() {
	s := pick(g, g.structs)
	a, b, c := g.fresh(), g.fresh(), g.fresh()
	g.line("%s := %s\n%s, %s := %s, [2]%s{%s, %s}", a, g.expr(s, 2), b, c, a, s.name, a, a)
	g.line("%s.Count += 2\n%s[1].Count -= 3", b, c)
	g.line("for i, v := range %s { v.Count++; %s[1-i].Count += v.Count; fmt.Println(i, v.Count) }", c, c)
	g.line("p := &%s\np.Count *= 2\np, q := &%s[0], p\nq.Bump(1).Bump(p.Count)", b, c)
	g.line("fmt.Println(%s.Count, %s.Count, %s[0].Count, %s[1].Count, p == q, p == &%s[0])", a, b, c, c, c)
}

// copied puts copies into a block of its own, for the names that it takes.
func (g *generator) copied() {
	outer := len(g.scope)
	g.line("{")
	g.copies()
	g.line("}")
	g.scope = g.scope[:outer]
}

func (g *generator) formats() {
	of := g.kind(2)
	for !flat(of) {
		of = g.kind(2)
	}
	v := g.fresh()
	g.line("%s := %s", v, g.expr(of, 2))
	g.line("fmt.Printf(\"%%v %%+v %%T %%#v\\n\", %s, %s, %s, %s)", v, v, v, v)
	g.line("fmt.Printf(\"%%T %%T\\n\", &%s, []any{%s, 1})", v, v)
	g.scope = append(g.scope, variable{v, of})
}

func (g *generator) variadic() {
	of := g.basic()
	f := g.fresh()
	g.line("%s := func(first %s, rest ...%s) int { rest = append(rest, first); return len(rest) + code(rest) }", f, of.name, of.name)
	g.line("fmt.Println(%s(%s), %s(%s, %s), %s(%s, []%s{%s}...), %s(%s, nil...))", f, g.expr(of, 1), f, g.expr(of, 1), g.expr(of, 1), f, g.expr(of, 1), of.name, g.expr(of, 1), f, g.expr(of, 1))
	g.line("fmt.Println(append([]any{%s}, []any{%s, %s}...)...)", g.expr(of, 1), g.expr(g.basic(), 1), g.expr(g.basic(), 1))
}

func (g *generator) goroutines() {
	of := pick(g, integers)
	total, wg, mu := g.fresh(), g.fresh(), g.fresh()
	g.line("var %s %s\nvar %s sync.WaitGroup\nvar %s sync.Mutex", total, of.name, wg, mu)
	g.line("for i := range %s(5) {\n%s.Add(1)\ngo func() { defer %s.Done(); %s.Lock(); defer %s.Unlock(); %s += i * %s }()\n}", of.name, wg, wg, mu, mu, total, g.literal(of))
	g.line("%s.Wait()\nfmt.Println(%s)", wg, total)
}

// panicsAgain has deferred calls that panic while a panic is on its way.
func (g *generator) panicsAgain() {
	of := g.basic()
	var calls []string
	for i := range 1 + g.n(3) {
		calls = append(calls, fmt.Sprintf("defer func() {\n%s\n}()", pick(g, []string{
			fmt.Sprintf("fmt.Println(\"deferred\", %d)", i),
			fmt.Sprintf("panic(%s)", g.expr(of, 1)),
			fmt.Sprintf("r := recover(); fmt.Println(%d, r); if %s { panic(r) }", i, g.expr(basics[13], 1)),
			"func() { fmt.Println(\"too deep\", recover()) }()",
		})))
	}
	g.line("try(\"again\", func() {\n%s\nif %s { panic(%s) }\n})", strings.Join(calls, "\n"), g.expr(basics[13], 1), g.expr(of, 1))
}

// locals declares types and constants inside a block, which hide others.
func (g *generator) locals() {
	of, other := g.basic(), g.basic()
	g.line("{\na, b, c := %s, %s, %s", g.expr(of, 1), g.expr(other, 1), g.expr(other, 1))
	g.line("type S0 struct { N0 %s; b %s }\ntype N1 = []S0", of.name, other.name)
	g.line("x := N1{{a, b}, {b: c}}\nfmt.Printf(\"%%v %%+v\\n\", x, x[0])")
	g.line("fmt.Println(x[0] == x[1], x[0] == S0{x[0].N0, x[0].b}, any(x[0]) == any(x[1]))\n}")
}

// methodValues takes methods as values, before and after what they are of changes.
func (g *generator) methodValues() {
	s := pick(g, g.structs)
	g.line("{\nx := %s\nf, h := x.Code, x.Bump\nx.Count += 5\nfmt.Println(f(), h(2).Count, x.Count)", g.expr(s, 2))
	g.line("k := (*%s).Bump\nl := %s.Code\nk(&x, 1)\nfmt.Println(l(x), x.Count)\nvar c Coder = x\nm := c.Code\nc = &x\nfmt.Println(m(), c.Code())\n}", s.name, s.name)
}

func (g *generator) nilMap(of *kind) string {
	key := pick(g, mapKeys)
	return fmt.Sprintf("var m map[%s]%s\nfmt.Println(m[%s], len(m))\nm[%s] = %s", key.name, of.name, g.expr(key, 1), g.expr(key, 1), g.expr(of, 1))
}
