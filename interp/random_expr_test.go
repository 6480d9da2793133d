package interp_test

import (
	"fmt"
	"slices"
	"strings"
)

// literal is a constant of a basic kind, with its type.
func (g *generator) literal(k *kind) string {
	switch k.form {
	case integer:
		v := int64(g.n(100))
		switch {
		case g.chance(20):
			v = 1<<min(k.bits-1, 62) - 1
		case k.signed && g.chance(40):
			v = -v
		}
		return fmt.Sprintf("%s(%d)", k.name, v)
	case float:
		return fmt.Sprintf("%s(%d.%d)", k.name, g.n(50), g.n(4)*25)
	case text:
		return fmt.Sprintf("%s(%q)", k.name, pick(g, []string{"", "a", "go", "é→", "panel", "\x00\xff"}))
	case boolean:
		return fmt.Sprintf("%s(%t)", k.name, g.chance(50))
	}
	return g.composite(k, 0)
}

// place is something of the kind in scope that can be assigned to, or "".
func (g *generator) place(k *kind) string {
	var found []string
	var walk func(name string, of *kind, depth int)
	walk = func(name string, of *kind, depth int) {
		if of.name == k.name {
			found = append(found, name)
		}
		if depth == 0 {
			return
		}
		switch of.form {
		case structure:
			for _, f := range of.fields {
				walk(name+"."+f.name, f.of, depth-1)
			}
		case array:
			walk(fmt.Sprintf("%s[%d]", name, g.n(4)), of.elem, depth-1)
			walk(fmt.Sprintf("%s[gUint8%%4]", name), of.elem, depth-1)
		case pointer:
			walk("(*"+name+")", of.elem, depth-1)
		}
	}
	for _, v := range g.scope {
		walk(v.name, v.of, 2)
	}
	if len(found) == 0 || g.chance(10) {
		for _, v := range g.package_ {
			walk(v.name, v.of, 1)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return pick(g, found)
}

// value is of the kind and is no constant.
func (g *generator) value(k *kind) string {
	if p := g.place(k); p != "" {
		return p
	}
	return "(*refer(" + g.literal(k) + "))"
}

// expr is of the kind and has no effects.
func (g *generator) expr(k *kind, depth int) string {
	if depth == 0 {
		if g.chance(70) {
			return g.value(k)
		}
		return g.literal(k)
	}
	switch g.n(8) {
	case 0:
		return g.value(k)
	case 1:
		return fmt.Sprintf("%sChoose(%s, %s, %s)", g.origin(), g.expr(basics[13], depth-1), g.expr(k, depth-1), g.expr(k, depth-1))
	case 2:
		return fmt.Sprintf("func() %s { return %s }()", k.name, g.expr(k, depth-1))
	}
	switch k.form {
	case integer, float:
		return g.number(k, depth)
	case text:
		return g.text(k, depth)
	case boolean:
		return g.condition(k, depth)
	}
	return g.composite(k, depth)
}

func (g *generator) number(k *kind, depth int) string {
	left, right := g.value(k), g.expr(k, depth-1)
	if k.form == float {
		switch g.n(4) {
		case 0:
			from := pick(g, basics[:12])
			return fmt.Sprintf("%s(%s)", k.name, g.value(from))
		case 1:
			return "-" + left
		}
		return fmt.Sprintf("(%s %s %s)", left, pick(g, []string{"+", "-", "*", "/"}), right)
	}
	switch g.n(9) {
	case 0:
		return fmt.Sprintf("%s(%s)", k.name, g.value(pick(g, append(slices.Clone(integers), k))))
	case 1:
		return fmt.Sprintf("(%s %s (%s | 1))", left, pick(g, []string{"/", "%"}), g.value(k))
	case 2:
		return fmt.Sprintf("(%s %s (%s %% %d))", left, pick(g, []string{"<<", ">>"}), g.value(pick(g, integers[5:])), pick(g, []int{3, 9, 70}))
	case 3:
		return pick(g, []string{"-", "^", "+"}) + left
	case 4:
		of := g.kind(2)
		for of.form != slice && of.form != mapping && of.form != text && of.form != array {
			of = g.kind(2)
		}
		return fmt.Sprintf("%s(len(%s))", k.name, g.value(of))
	case 5:
		return fmt.Sprintf("%s(%s, %s)", pick(g, []string{"min", "max", "sum"}), left, right)
	}
	return fmt.Sprintf("(%s %s %s)", left, pick(g, []string{"+", "-", "*", "&", "|", "^", "&^"}), right)
}

func (g *generator) text(k *kind, depth int) string {
	left := g.value(k)
	switch g.n(5) {
	case 0:
		return fmt.Sprintf("%s[len(%s)/2:]", left, left)
	case 1:
		return fmt.Sprintf("%s([]byte(%s))", k.name, left)
	case 2:
		return fmt.Sprintf("%s([]rune(%s))", k.name, left)
	case 3:
		return fmt.Sprintf("%s(fmt.Sprint(%s))", k.name, g.expr(pick(g, basics), depth-1))
	}
	return fmt.Sprintf("(%s + %s)[:min(len(%s), 9)]", left, g.literal(k), left)
}

func (g *generator) condition(k *kind, depth int) string {
	var out string
	switch g.n(4) {
	case 0:
		out = "!" + g.value(k)
	case 1:
		return fmt.Sprintf("(%s %s %s)", g.value(k), pick(g, []string{"&&", "||", "==", "!="}), g.expr(k, depth-1))
	default:
		of := g.basic()
		ops := []string{"<", "<=", ">", ">=", "==", "!="}
		if of.form == boolean {
			ops = ops[4:]
		}
		out = fmt.Sprintf("(%s %s %s)", g.value(of), pick(g, ops), g.expr(of, depth-1))
	}
	return out
}

// composite makes a value of a kind that is not basic.
func (g *generator) composite(k *kind, depth int) string {
	below := max(depth-1, 0)
	element := func(of *kind) string {
		if depth == 0 && of.form != structure {
			return g.zero(of)
		}
		return g.expr(of, below)
	}
	switch k.form {
	case structure:
		var fields []string
		for _, f := range k.fields {
			if g.chance(60) || f.of.form == pointer {
				fields = append(fields, f.name+": "+element(f.of))
			}
		}
		return fmt.Sprintf("%s{%s}", k.name, strings.Join(fields, ", "))
	case array:
		if k.elem.form != pointer && g.chance(30) {
			return fmt.Sprintf("%s{%d: %s}", k.name, g.n(4), element(k.elem))
		}
		return fmt.Sprintf("%s{%s, %s, %s, %s}", k.name, element(k.elem), element(k.elem), element(k.elem), element(k.elem))
	case slice:
		if depth > 0 && g.chance(40) {
			from := g.value(k)
			return pick(g, []string{
				fmt.Sprintf("%s[len(%s)/2:]", from, from),
				fmt.Sprintf("%s[:len(%s)/2:len(%s)]", from, from, from),
				fmt.Sprintf("append(%s[:len(%s):len(%s)], %s)", from, from, from, element(k.elem)),
				fmt.Sprintf("%sApply(%s, func(v %s) %s { return v })", g.origin(), from, k.elem.name, k.elem.name),
			})
		}
		return fmt.Sprintf("%s{%s, %s}", k.name, element(k.elem), element(k.elem))
	case mapping:
		return fmt.Sprintf("%s{%s: %s}", k.name, g.literal(k.key), element(k.elem))
	case pointer:
		return "refer(" + element(k.elem) + ")"
	}
	return g.literal(k)
}

// zero is a value of the kind with nothing of the program in it.
func (g *generator) zero(k *kind) string {
	switch k.form {
	case pointer:
		return "refer(" + g.zero(k.elem) + ")"
	case slice, mapping:
		return k.name + "{}"
	case structure, array:
		return g.composite(k, 0)
	}
	return g.literal(k)
}
