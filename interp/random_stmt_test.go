package interp_test

import (
	"fmt"
	"strings"
)

// block writes statements in a scope of their own, and shows what they
// declared.
func (g *generator) block(statements, depth int) {
	outer := len(g.scope)
	for range statements {
		g.statement(depth)
	}
	for _, v := range g.scope[outer:] {
		g.show(v)
	}
	g.scope = g.scope[:outer]
}

func (g *generator) statement(depth int) {
	simple := []func(){g.declare, g.declare, g.assign, g.operate, g.swap, g.call, g.methods, g.failing, g.closures, g.generics, g.deferring, g.channels,
		g.maps, g.keysOfAny, g.strings, g.failures, g.errors, g.constants, g.jumps, g.selects, g.copied, g.formats, g.variadic, g.goroutines, g.panicsAgain, g.locals, g.methodValues,
		g.setters, g.recursion, g.structMap, g.aliases, g.grids, g.sorting, g.conversions, g.embedded, g.functions, g.shown,
		g.stringers, g.errorResults, g.readers, g.sorted, g.nils}
	nested := []func(int){g.branch, g.loop, g.rangeLoop, g.choice, g.typeChoice, g.labelled, g.inside, g.inside, g.breaking}
	if depth > 0 && g.chance(45) {
		pick(g, nested)(depth - 1)
		return
	}
	pick(g, simple)()
}

func (g *generator) declare() {
	v := variable{g.fresh(), g.kind(2)}
	if len(g.scope) > 0 && g.chance(15) {
		// The block it opens hides what an outer one calls the same.
		v = pick(g, g.scope)
		g.line("{\n%s := %s", v.name, g.expr(v.of, 2))
		g.show(v)
		g.line("}")
		return
	}
	form := pick(g, []string{"%[1]s := %[3]s", "var %[1]s %[2]s = %[3]s", "var %[1]s = %[3]s"})
	g.line(form, v.name, v.of.name, g.expr(v.of, 3))
	g.scope = append(g.scope, v)
}

func (g *generator) target() (string, *kind) {
	for range 10 {
		of := g.kind(2)
		if p := g.place(of); p != "" {
			return p, of
		}
	}
	return "gInt", basics[0]
}

func (g *generator) assign() {
	to, of := g.target()
	g.line("%s = %s", to, g.expr(of, 3))
}

func (g *generator) operate() {
	of := pick(g, integers)
	to := g.value(of)
	if strings.HasPrefix(to, "(*refer") {
		to = "gInt"
		of = basics[0]
	}
	if g.chance(30) {
		g.line("%s%s", to, pick(g, []string{"++", "--"}))
		return
	}
	g.line("%s %s= %s", to, pick(g, []string{"+", "-", "*", "&", "|", "^", "&^"}), g.expr(of, 2))
}

func (g *generator) swap() {
	of := g.basic()
	a, b := g.place(of), g.place(of)
	if a == "" || a == b {
		return
	}
	g.line("%s, %s = %s, %s", a, b, b, a)
}

func (g *generator) call() {
	if len(g.funcs) == 0 {
		return
	}
	f := pick(g, g.funcs)
	var args, names []string
	var got []variable
	for _, p := range f.params {
		args = append(args, g.expr(p, 2))
	}
	for _, r := range f.results {
		v := variable{g.fresh(), r}
		got, names = append(got, v), append(names, v.name)
	}
	g.line("%s := %s(%s)", strings.Join(names, ", "), f.name, strings.Join(args, ", "))
	g.scope = append(g.scope, got...)
}

func (g *generator) methods() {
	s := pick(g, g.structs)
	n := pick(g, g.named)
	v, m := g.fresh(), g.fresh()
	g.line("%s, %s := %s, %s", v, m, g.expr(s, 2), g.expr(n, 2))
	g.line("fmt.Println(%s.Code(), %s.Bump(3).Count, %s.Code(), %s.Twice())", v, v, v, m)
	g.line("%s.Add(%s)\nfmt.Println(%s, %s.Twice(%s))", m, g.expr(n, 1), m, n.name, m)
	g.line("for _, c := range []%sCoder{%s, &%s, %s, &%s} { fmt.Println(c.Code()) }", g.origin(), v, v, m, m)
	g.line("for _, f := range []func() int{%s.Code, %s.Code} { fmt.Println(f()) }", v, m)
	g.scope = append(g.scope, variable{v, s}, variable{m, n})
}

// failing has one thing that panics.
func (g *generator) failing() {
	of := pick(g, integers)
	g.line("try(%q, func() { fmt.Println(%s) })", "failing", pick(g, []string{
		fmt.Sprintf("%s / (%s &^ %s)", g.value(of), g.value(of), g.value(of)),
		fmt.Sprintf("[]int{1, 2, 3}[%s]", g.value(of)),
		fmt.Sprintf("(*refer[*%s](nil)).Count", pick(g, g.structs).name),
		fmt.Sprintf("len([]%s(nil)[:0]), [3]bool{}[%s]", of.name, g.value(of)),
	}))
}

func (g *generator) closures() {
	fs, of := g.fresh(), pick(g, integers)
	g.line("var %s []func() %s", fs, of.name)
	g.line("for i := %s(0); i < 3; i++ { j := i * 2; %s = append(%s, func() %s { j += i; return j + %s }) }", of.name, fs, fs, of.name, g.value(of))
	g.line("for _, f := range %s { fmt.Println(f(), f()) }", fs)
}

func (g *generator) generics() {
	a, b := g.basic(), g.basic()
	p := g.fresh()
	g.line("%s := %sPair[%s, %s]{%s, %s}.Swap()\nfmt.Println(%s.First, %s.Second)", p, g.origin(), a.name, b.name, g.expr(a, 2), g.expr(b, 2), p, p)
	g.line("fmt.Println(%sApply([]%s{%s, %s}, func(v %s) %s { return %s }))", g.origin(), a.name, g.expr(a, 1), g.expr(a, 1), a.name, b.name, g.expr(b, 2))
	g.line("{\nvar s Stack[%s]\ns.Push(%s)\ns.Push(%s)\nv, ok := s.Pop()\nfmt.Println(v, ok, len(s.items))\n}", b.name, g.expr(b, 1), g.expr(b, 1))
}

func (g *generator) deferring() {
	of := g.basic()
	g.line("func() {\nfor i := range 3 { defer fmt.Println(\"deferred\", i, %s) }\ndefer func() { fmt.Println(recover()) }()", g.expr(of, 2))
	g.assign()
	g.line("panic(%s)\n}()", g.expr(of, 1))
}

func (g *generator) channels() {
	of := g.kind(1)
	c := g.fresh()
	g.line("%s := make(chan %s, %d)\ngo func(v %s) { defer close(%s); %s <- v; %s <- %s }(%s)", c, of.name, g.n(3), of.name, c, c, c, g.zero(of), g.expr(of, 2))
	v := variable{"got", of}
	g.line("for got := range %s {", c)
	g.show(v)
	g.line("}\nselect {\ncase _, ok := <-%s: fmt.Println(ok)\n}", c)
}

func (g *generator) branch(depth int) {
	g.line("if %s {", g.expr(basics[13], 2))
	g.block(2, depth)
	g.line("} else if v := %s; v {", g.expr(basics[13], 1))
	g.block(1, depth)
	g.line("} else {")
	g.block(1, depth)
	g.line("}")
}

func (g *generator) loop(depth int) {
	of := pick(g, integers)
	i := variable{g.fresh(), of}
	g.line("for %s := %s(0); %s < %d && burn(); %s++ {", i.name, of.name, i.name, 1+g.n(4), i.name)
	g.line("fmt.Println(%s)", i.name)
	g.block(2, depth)
	g.line("}")
}

func (g *generator) rangeLoop(depth int) {
	elem := g.kind(1)
	i, v := variable{g.fresh(), basics[0]}, variable{g.fresh(), elem}
	over := pick(g, []string{
		g.expr(&kind{name: "[]" + elem.name, form: slice, elem: elem}, 2),
		g.expr(&kind{name: "[4]" + elem.name, form: array, elem: elem}, 2),
		fmt.Sprintf("each[%s](%s, %s)", elem.name, g.expr(elem, 1), g.expr(elem, 1)),
	})
	g.line("for %s, %s := range (%s) {\nif !burn() { break }", i.name, v.name, over)
	outer := len(g.scope)
	g.scope = append(g.scope, i, v)
	g.block(2, depth)
	g.show(i)
	g.show(v)
	g.scope = g.scope[:outer]
	g.line("}")
}

func (g *generator) choice(depth int) {
	of, fallback := pick(g, integers), g.n(4)
	g.line("switch %s {", g.expr(of, 2))
	for c := range 4 {
		if c == fallback {
			g.line("default:")
		} else {
			g.line("case %d, %d:", c*2, c*2+1)
		}
		g.block(1, depth)
		if c < 3 && g.chance(40) {
			g.line("fallthrough")
		}
	}
	g.line("}")
}

func (g *generator) typeChoice(depth int) {
	of := g.basic()
	if g.chance(40) {
		of = pick(g, g.structs)
	}
	g.line("switch v := any(%s).(type) {", g.expr(of, 2))
	g.line("case int, string: fmt.Println(\"either\", v)\ncase int8: fmt.Println(v + 1)\ncase N0: fmt.Println(v.Twice())\ncase Coder: fmt.Println(\"coder\", v.Code())")
	g.line("default:")
	g.block(1, depth)
	g.line("}")
}

func (g *generator) labelled(depth int) {
	l, i, j := g.fresh(), g.fresh(), g.fresh()
	g.line("L%s:\nfor %s := range 3 {\nfor %s := range 3 {", l, i, j)
	g.line("if !burn() || %s { %s L%s }", g.expr(basics[13], 1), pick(g, []string{"break", "continue"}), l)
	g.block(1, depth)
	g.line("fmt.Println(%s, %s)\n}\n}", i, j)
}
