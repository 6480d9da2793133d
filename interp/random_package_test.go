package interp_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

// randomPackages writes a program of two packages: lib has types, variables and
// functions that main uses like its own.
func randomPackages(seed uint64) (main, lib string) {
	random := rand.New(rand.NewPCG(seed, 2026))
	l := &generator{rand: random, public: true}
	l.declarations()
	l.line("func init() { P0 = %s }", l.expr(l.package_[len(l.package_)-globalsOfAnyKind].of, 2))

	m := &generator{rand: random, lib: l}
	for _, k := range l.named {
		m.named = append(m.named, l.qualified(k))
	}
	for _, k := range l.structs {
		m.structs = append(m.structs, l.qualified(k))
	}
	for _, f := range l.funcs {
		m.funcs = append(m.funcs, signature{"lib." + f.name, l.allQualified(f.params), l.allQualified(f.results)})
	}
	m.program()
	head := strings.Replace(randomPrelude, `"cmp"`, `"corpus/programs/`+programName(seed)+`/lib"`+"\n\t\"cmp\"", 1)
	return head + m.out.String(), strings.Replace(randomPrelude, "package main", "package lib", 1) + l.out.String()
}

var typeName = regexp.MustCompile(`\b[NS]\d\b`)

// qualified is a kind of lib as main writes it down.
func (g *generator) qualified(k *kind) *kind {
	if k == nil {
		return nil
	}
	q := *k
	q.name = typeName.ReplaceAllString(k.name, "lib.$0")
	q.key, q.elem, q.fields = g.qualified(k.key), g.qualified(k.elem), nil
	for _, f := range k.fields {
		q.fields = append(q.fields, variable{f.name, g.qualified(f.of)})
	}
	return &q
}

func (g *generator) allQualified(kinds []*kind) (list []*kind) {
	for _, k := range kinds {
		list = append(list, g.qualified(k))
	}
	return list
}

// exported are the variables of lib that main uses.
func (g *generator) exported() (list []variable) {
	for _, v := range g.package_ {
		if v.name[0] == 'P' {
			list = append(list, variable{"lib." + v.name, g.qualified(v.of)})
		}
	}
	return list
}

// field is the name of an embedded field of the kind.
func (k *kind) field() string { return strings.TrimPrefix(k.name, "lib.") }

// origin is "lib." now and then in a program that has that package.
func (g *generator) origin() string {
	if g.lib != nil && g.chance(40) {
		return "lib."
	}
	return ""
}

func programName(seed uint64) string { return fmt.Sprintf("seed%d", seed) }

// results writes an expression for each of the results of a function: calls of
// predeclared functions among them, as they are.
func (g *generator) results(kinds []*kind) string {
	var list []string
	for _, k := range kinds {
		list = append(list, g.result(k))
	}
	return strings.Join(list, ", ")
}

func (g *generator) result(k *kind) string {
	if !g.chance(40) {
		return g.expr(k, 2)
	}
	items := g.kind(1)
	list := g.value(&kind{name: "[]" + items.name, form: slice, elem: items})
	switch {
	case k.name == "int":
		return pick(g, []string{
			"len(" + list + ")", "cap(" + list + "[:0:0])", fmt.Sprintf("copy(make([]%s, 1), %s)", items.name, list),
			"len(" + g.value(basics[12]) + ")", fmt.Sprintf("min(%s, 3)", g.value(k)),
		})
	case k.name == "float64":
		return pick(g, []string{"real", "imag"}) + "(complex(" + g.value(k) + ", 2))"
	case k.form == slice:
		return pick(g, []string{
			fmt.Sprintf("append(%s(nil), %s)", k.name, g.value(k.elem)), fmt.Sprintf("make(%s, 0, 2)", k.name), "nil",
		})
	case k.form == mapping:
		return pick(g, []string{fmt.Sprintf("make(%s)", k.name), "nil"})
	case k.form == pointer && k.elem.form != pointer:
		return fmt.Sprintf("new(%s)", k.elem.name)
	}
	return g.expr(k, 2)
}
