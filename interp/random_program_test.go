package interp_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// randomProgram writes a well-typed program that ends and says the same each
// time; a seed always gives the same one. Where Go leaves an order or a
// capacity open, no program asks: what has effects is a statement of its own,
// and append never finds room that nobody made.
func randomProgram(seed uint64) string {
	g := &generator{rand: rand.New(rand.NewPCG(seed, 2026))}
	g.program()
	return randomPrelude + g.out.String()
}

// program writes package main.
func (g *generator) program() {
	g.declarations()
	g.line("func main() {")
	g.block(12+g.n(8), 3)
	for _, v := range g.package_ {
		g.show(v)
	}
	g.line("}")
}

func (g *generator) declarations() {
	g.types()
	g.globals()
	for range 2 + g.n(3) {
		g.function()
	}
}

// generator holds what is in scope where it writes.
type generator struct {
	rand     *rand.Rand
	out      strings.Builder
	public   bool       // its functions and variables of any kind are exported
	lib      *generator // of the package that this one imports, nil for none
	named    []*kind    // basic underneath, with methods Twice and Add
	structs  []*kind    // with methods Sum and Bump
	package_ []variable
	scope    []variable // of the function, the innermost last
	funcs    []signature
	names    int
}

type variable struct {
	name string
	of   *kind
}

type signature struct {
	name            string
	params, results []*kind
}

func (g *generator) n(limit int) int { return g.rand.IntN(limit) }

func (g *generator) chance(percent int) bool { return g.n(100) < percent }

func (g *generator) line(format string, args ...any) {
	fmt.Fprintf(&g.out, format+"\n", args...)
}

func pick[T any](g *generator, of []T) T { return of[g.n(len(of))] }

func (g *generator) fresh() string {
	g.names++
	return fmt.Sprintf("v%d", g.names)
}

// form is what a kind is underneath.
type form int

const (
	integer form = iota
	float
	text
	boolean
	structure
	array
	slice
	mapping
	pointer
)

// kind is a type of the program.
type kind struct {
	name   string
	form   form
	bits   int // of a number, 0 for int and uint
	signed bool
	key    *kind
	elem   *kind
	fields []variable
}

var basics = []*kind{
	{name: "int", form: integer, bits: 64, signed: true}, {name: "int8", form: integer, bits: 8, signed: true},
	{name: "int16", form: integer, bits: 16, signed: true}, {name: "int32", form: integer, bits: 32, signed: true},
	{name: "int64", form: integer, bits: 64, signed: true}, {name: "uint", form: integer, bits: 64},
	{name: "uint8", form: integer, bits: 8}, {name: "uint16", form: integer, bits: 16},
	{name: "uint32", form: integer, bits: 32}, {name: "uint64", form: integer, bits: 64},
	{name: "float32", form: float, bits: 32}, {name: "float64", form: float, bits: 64},
	{name: "string", form: text}, {name: "bool", form: boolean},
}

var integers = basics[:10]

func (g *generator) basic() *kind {
	if len(g.named) > 0 && g.chance(25) {
		return pick(g, g.named)
	}
	return pick(g, basics)
}

func (g *generator) kind(depth int) *kind {
	if depth == 0 || g.chance(50) {
		return g.basic()
	}
	elem := g.kind(depth - 1)
	switch g.n(5) {
	case 0:
		return &kind{name: "[4]" + elem.name, form: array, elem: elem}
	case 1:
		return &kind{name: "[]" + elem.name, form: slice, elem: elem}
	case 2:
		key := pick(g, []*kind{basics[0], basics[1], basics[6], basics[12], basics[13]})
		return &kind{name: "map[" + key.name + "]" + elem.name, form: mapping, key: key, elem: elem}
	case 3:
		return &kind{name: "*" + elem.name, form: pointer, elem: elem}
	}
	if len(g.structs) == 0 {
		return elem
	}
	return pick(g, g.structs)
}

// flat reports whether fmt shows a value of the kind without an address.
func flat(k *kind) bool {
	switch k.form {
	case pointer:
		return false
	case array, slice, mapping:
		return flat(k.elem)
	case structure:
		return !slices.ContainsFunc(k.fields, func(f variable) bool { return !flat(f.of) })
	}
	return true
}

func (g *generator) show(v variable) {
	switch {
	case flat(v.of):
		g.line("fmt.Println(%q, %s)", v.name, v.name)
	case v.of.form == pointer && flat(v.of.elem):
		g.line("fmt.Println(%q, *%s)", v.name, v.name)
	default:
		g.line("_ = %s", v.name)
	}
}

// types declares named numbers, strings and structs, each with its methods.
func (g *generator) types() {
	for i := range 3 {
		under := pick(g, basics[:13])
		k := *under
		k.name = fmt.Sprintf("N%d", i)
		g.line("type %s %s", k.name, under.name)
		g.line("func (n %s) Twice() %s { return n + n }", k.name, k.name)
		g.line("func (n *%s) Add(m %s) { *n += m }", k.name, k.name)
		g.line("func (n %s) Code() int { return code(n) }", k.name)
		g.named = append(g.named, &k)
	}
	for i := range 3 {
		k := &kind{name: fmt.Sprintf("S%d", i), form: structure}
		g.line("type %s struct {", k.name)
		if i > 0 && g.chance(50) {
			embedded := pick(g, g.structs)
			g.line("%s", embedded.name)
			k.fields = append(k.fields, variable{embedded.field(), embedded})
		}
		own := &kind{name: "int32", form: integer, bits: 32, signed: true}
		k.fields = append(k.fields, variable{"Count", own})
		g.line("Count int32")
		for j := range 1 + g.n(3) {
			f := variable{fmt.Sprintf("F%d%d", i, j), g.kind(2)}
			g.line("%s %s", f.name, f.of.name)
			k.fields = append(k.fields, f)
		}
		g.line("}")
		g.line("func (s %s) Code() int { s.Count++; return int(s.Count) * %d }", k.name, i+2)
		g.line("func (s *%s) Bump(by int32) *%s { s.Count += by; return s }", k.name, k.name)
		g.structs = append(g.structs, k)
	}
}

// globals declares a variable of each basic kind, for an operation that must
// not be constant has one of them in it, and some that need one another.
func (g *generator) globals() {
	for _, k := range append(slices.Clone(basics), g.named...) {
		g.package_ = append(g.package_, variable{"g" + strings.ToUpper(k.name[:1]) + strings.ReplaceAll(k.name[1:], ".", ""), k})
	}
	ready := slices.Clone(g.package_)
	var lines []string
	for _, v := range ready {
		lines = append(lines, fmt.Sprintf("var %s %s = %s", v.name, v.of.name, g.literal(v.of)))
	}
	if g.lib != nil {
		g.package_ = append(g.package_, g.lib.exported()...)
	}
	for i := range globalsOfAnyKind {
		v := variable{g.global("p", i), g.kind(2)}
		lines = append(lines, fmt.Sprintf("var %s %s = %s", v.name, v.of.name, g.expr(v.of, 2)))
		g.package_ = append(g.package_, v)
	}
	g.rand.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	g.line("%s", strings.Join(lines, "\n"))
}

const globalsOfAnyKind = 4

// global names something at package level.
func (g *generator) global(name string, number int) string {
	if g.public {
		name = strings.ToUpper(name)
	}
	return fmt.Sprint(name, number)
}

// function declares a function that later ones and main may call.
func (g *generator) function() {
	f := signature{name: g.global("f", len(g.funcs))}
	var params, results []string
	for range 1 + g.n(3) {
		v := variable{g.fresh(), g.kind(2)}
		g.scope = append(g.scope, v)
		f.params = append(f.params, v.of)
		params = append(params, v.name+" "+v.of.name)
	}
	isNamed := g.chance(50)
	var named []variable
	for range 1 + g.n(4) {
		v := variable{g.fresh(), g.kind(1)}
		f.results = append(f.results, v.of)
		if isNamed {
			named = append(named, v)
			results = append(results, v.name+" "+v.of.name)
		} else {
			results = append(results, v.of.name)
		}
	}
	g.line("func %s(%s) (%s) {", f.name, strings.Join(params, ", "), strings.Join(results, ", "))
	for _, v := range named {
		g.line("%s = %s", v.name, g.expr(v.of, 1))
	}
	g.scope = append(g.scope, named...)
	if len(named) > 0 && g.chance(60) {
		v := pick(g, named)
		g.line("defer func() { r := recover(); fmt.Println(\"recovered\", r != nil); %s = %s }()", v.name, g.expr(v.of, 1))
	}
	g.block(4+g.n(4), 2)
	if len(named) > 0 && g.chance(40) {
		g.line("return\n}")
	} else {
		g.line("return %s\n}", g.results(f.results))
	}
	g.scope = nil
	g.funcs = append(g.funcs, f)
}

// randomPrelude is what every program has: fuel that bounds it, and generic
// functions and types to make instances of.
const randomPrelude = `package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
)

var (
	_ = bytes.NewBufferString
	_ = errors.New
	_ = json.Marshal
	_ = maps.Keys[map[int]int]
	_ = slices.Sort[[]int]
	_ = sort.Ints
	_ sync.Mutex
)

type label struct{ n int }

func (l label) String() string { return fmt.Sprint("<", l.n, ">") }

func (l label) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

type by[T cmp.Ordered] []T

func (b by[T]) Len() int           { return len(b) }
func (b by[T]) Less(i, j int) bool { return b[i] < b[j] }
func (b by[T]) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type failed struct{ code int }

func (f failed) Error() string { return fmt.Sprint("failed ", f.code) }

var ErrBase = errors.New("base")

func Named(some bool) fmt.Stringer {
	if some {
		return label{7}
	}
	return nil
}

// Fail returns an error, nil for 0.
func Fail(code int) error {
	if code == 0 {
		return nil
	}
	return failed{code}
}

// s2e has an error of a nil that is no error.
func s2e(s fmt.Stringer) error {
	if s == nil {
		return nil
	}
	return failed{len(s.String())}
}

// repeat reads a text several times.
type repeat struct {
	text  string
	times int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.times--; r.times < 0 {
		return 0, io.EOF
	}
	return copy(p, r.text), nil
}

type counted struct{ n int }

func (c *counted) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

var fuel = 1500

func burn() bool { fuel--; return fuel > 0 }

type Coder interface{ Code() int }

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }

func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

// code does not tell -0 from 0: a function is given 0 for it.
func code(v any) int { return len(strings.ReplaceAll(fmt.Sprint(v), "-0", "0")) }

func Choose[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

func sum[T Number](of ...T) (total T) {
	for _, v := range of {
		total += v
	}
	return total
}

func Apply[T, U any](in []T, f func(T) U) []U {
	var out []U
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func refer[T any](v T) *T { return &v }

func each[T any](of ...T) func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, v := range of {
			if !yield(i, v) {
				return
			}
		}
	}
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

`
