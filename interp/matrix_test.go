package interp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every kind of expression gives the same interpreted as compiled at every place
// where a value may stand. Each place is a program with one function for each
// expression, and another in which the host makes the types; of a program that
// differs, each expression is run alone, for one that cannot be compiled takes the
// others with it.
func TestExpressionsAtPlaces(t *testing.T) {
	write := func(name string, text string) program {
		p := program{name: name, text: []byte(text)}
		p.file = inModule(t, p)
		return p
	}
	cells := 0
	var programs []program
	places := map[string]place{}
	for i := 0; i < len(matrixPlaces); i += tableStep {
		p := matrixPlaces[i]
		for _, prelude := range []string{"", matrixRecursive} {
			name := strings.ReplaceAll(p.name, " ", "_")
			if prelude != "" {
				name += "_recursive"
			}
			p.prelude = matrixPrelude + prelude
			places[name] = p
			programs = append(programs, write(name, p.program(p.expressions())))
			cells += len(p.expressions())
		}
	}
	t.Logf("%d places, %d expressions at them", len(programs), cells)

	binary := compile(t, programs)
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			want := runCompiled(t, binary, p)
			diff := cmp.Diff(want, runFile(t, p.file))
			if diff == "" {
				return
			}
			t.Errorf("interpreted (+) is not as compiled (-):\n%.2000s", diff)
			at := places[p.name]
			expressions := at.expressions()
			for j, one := range strings.Split(want.Output, matrixMark)[1:] {
				alone := write(fmt.Sprintf("%s_%d", p.name, j), at.program(expressions[j:j+1]))
				got := runFile(t, alone.file)
				if got.Output != matrixMark+one {
					t.Errorf("%s: got %s", strings.TrimSpace(one), strings.TrimSpace(got.Output))
				}
			}
		})
	}
}

// matrixMark begins what one expression prints.
const matrixMark = "-- "

// expression is a Go expression that may be assigned to a variable of a type.
type expression struct {
	typ, text string
}

// matrixExpressions use the declarations of matrixPrelude.
var matrixExpressions = []expression{
	// constants, typed and not
	{"int", `1`}, {"int32", `','`}, {"byte", `"abc"[1]`}, {"float64", `1.5`}, {"complex128", `2i`},
	{"string", `"text"`}, {"bool", `true`}, {"int8", `int8(3)`}, {"float32", `1 << 3`}, {"int64", `'a'`},
	{"celsius", `3`}, {"weekday", `tuesday`}, {"time.Duration", `2 * time.Second`}, {"uint8", `byte('x')`},

	// operations
	{"int", `n + 1`}, {"bool", `n > 2`}, {"bool", `!flag`}, {"float64", `-f`}, {"uint8", `^u`},
	{"string", `text + "!"`}, {"int64", `1 << n`}, {"celsius", `warm * 2`}, {"bool", `text == "abc" && flag`},

	// predeclared functions
	{"int", `len(list)`}, {"int", `cap(list[:1:2])`}, {"int", `copy(make([]int, 2), list)`},
	{"float64", `real(z)`}, {"float64", `imag(z)`}, {"complex128", `complex(f, 2)`}, {"complex64", `complex(float32(f), 1)`},
	{"[]int", `make([]int, 2)`}, {"map[string]int", `make(map[string]int)`}, {"int", `*new(int)`},
	{"[]int", `append(list, 4)`}, {"[]byte", `append([]byte("a"), text...)`},
	{"int", `min(n, 2)`}, {"float64", `max(f, 2)`}, {"int", `len("abc")`},

	// parts
	{"int", `list[1]`}, {"int", `table["a"]`}, {"int", `table["none"]`}, {"[]int", `list[1:]`}, {"string", `text[1:]`},
	{"byte", `text[1]`}, {"int", `at.x`}, {"int", `ptr.y`}, {"point", `*ptr`}, {"int", `grid[1][0]`}, {"int", `*ptr.next()`},

	// composite values
	{"point", `point{1, 2}`}, {"*point", `&point{1, 2}`}, {"[]int", `[]int{1}`}, {"[]point", `[]point{{1, 2}}`},
	{"map[string]int", `map[string]int{"a": 1}`}, {"[2]int", `[2]int{1, 2}`}, {"[]any", `[]any{1, nil, "a"}`},
	{"struct{ A int }", `struct{ A int }{1}`}, {"pair[int]", `pair[int]{1, 2}`},

	// nil
	{"error", `nil`}, {"io.Reader", `nil`}, {"fmt.Stringer", `nil`}, {"any", `nil`}, {"shape", `nil`}, {"[]int", `nil`},
	{"map[string]int", `nil`}, {"*point", `nil`}, {"func() int", `nil`}, {"chan int", `nil`}, {"[]io.Reader", `[]io.Reader{nil}`},
	{"*time.Time", `nil`}, {"http.Handler", `nil`}, {"*node", `nil`}, {"func(*node) *node", `nil`},

	// interfaces and conversions to them
	{"error", `io.EOF`}, {"io.Reader", `strings.NewReader("x")`}, {"io.Reader", `io.Reader(strings.NewReader("x"))`},
	{"any", `any(1)`}, {"any", `any(at)`}, {"any", `any(nil)`}, {"error", `error(nil)`}, {"io.Reader", `io.Reader(nil)`},
	{"error", `failure{"x"}`}, {"error", `&failure{"x"}`}, {"error", `error(failure{"x"})`}, {"fmt.Stringer", `fmt.Stringer(warm)`},
	{"fmt.Stringer", `warm`}, {"fmt.Stringer", `time.Second`}, {"shape", `at`}, {"shape", `shape(at)`}, {"any", `warm`},
	{"any", `','`}, {"any", `text[1]`}, {"any", `n == 2`}, {"error", `errors.New("made")`}, {"error", `fmt.Errorf("%w", io.EOF)`},
	{"any", `io.Reader(strings.NewReader("x"))`}, {"interface{ Sum() int }", `at`}, {"any", `[]int(nil)`}, {"any", `(*point)(nil)`},

	// calls, functions and methods
	{"int", `twice(2)`}, {"int", `func() int { return n }()`}, {"int", `at.Sum()`}, {"func() int", `at.Sum`}, {"func() int", `ptr.Sum`},
	{"func() int", `func() int { return n }`}, {"func(int) int", `twice`}, {"func(point) int", `point.Sum`}, {"int", `same(n)`},
	{"int", `same[int](3)`}, {"*point", `ptr.self()`}, {"string", `strings.ToUpper(text)`}, {"string", `strings.Repeat("a", n)`},
	{"int", `first(both())`}, {"func() string", `warm.String`}, {"func(string) string", `strings.ToUpper`},

	// conversions, assertions, receives
	{"string", `string(rune(65 + n))`}, {"[]byte", `[]byte(text)`}, {"string", `string([]byte{65, 66})`}, {"float64", `float64(n)`},
	{"celsius", `celsius(f)`}, {"int", `boxed.(int)`}, {"fmt.Stringer", `boxedWarm.(fmt.Stringer)`}, {"celsius", `boxedWarm.(celsius)`},
	{"int", `<-full()`}, {"[2]int", `[2]int(list)`}, {"handler", `handler(twice)`}, {"io.Reader", `boxedReader.(io.Reader)`},
	{"*node", `&node{kids: map[string]*node{"a": nil}}`}, {"int", `len((&node{}).kids)`},
}

// matrixPrelude is the head of every program. show prints what an expression has
// given, with its type; functions it calls.
const matrixPrelude = `package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

var _ = errors.New
var _ io.Reader
var _ http.Handler
var _ = strings.ToUpper
var _ time.Time

type point struct{ x, y int }

func (p point) Sum() int     { return p.x + p.y }
func (p *point) self() *point { return p }
func (p *point) next() *int   { return &p.x }

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%g°", float64(c)) }

type weekday int

const tuesday weekday = 2

type failure struct{ what string }

func (f failure) Error() string { return f.what }

type shape interface{ Sum() int }

type pair[T any] struct{ a, b T }

type handler func(int) int

type node struct {
	kids map[string]*node
	each func(*node) *node
}

var (
	n           = 2
	f           = 2.5
	u           = uint8(5)
	z           = 1 + 2i
	flag        = true
	text        = "abc"
	warm        = celsius(21)
	list        = []int{7, 8, 9}
	grid        = [2][2]int{{1, 2}, {3, 4}}
	table       = map[string]int{"a": 5}
	at          = point{3, 4}
	ptr         = &point{5, 6}
	boxed       any = 11
	boxedWarm   any = warm
	boxedReader any = strings.NewReader("r")
)

func twice(n int) int { return 2 * n }

func both() (int, string) { return 12, "b" }

func first(a int, _ string) int { return a }

func same[T any](v T) T { return v }

func full() chan int {
	c := make(chan int, 1)
	c <- 13
	return c
}

func show(what string, v any) {
	switch v := v.(type) {
	case func() int:
		if v != nil {
			fmt.Println(what, "gives", v())
			return
		}
	case func() string:
		fmt.Println(what, "gives", v())
		return
	case func(int) int:
		fmt.Println(what, "gives", v(2))
		return
	case func(string) string:
		fmt.Println(what, "gives", v("x"))
		return
	case handler:
		fmt.Println(what, "gives", v(2))
		return
	case func(point) int:
		fmt.Println(what, "gives", v(at))
		return
	case io.Reader:
		b, err := io.ReadAll(v)
		fmt.Println(what, "reads", string(b), err)
		return
	}
	fmt.Printf("%s %T %v\n", what, v, v)
}

func try(what string, run func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	fmt.Println("-- " + what)
	run()
}
`

// matrixRecursive leads from types that lead to each other, which the host makes, to
// all others: so it makes those too.
const matrixRecursive = `
type reaches struct {
	back    *reached
	point   point
	celsius celsius
	weekday weekday
	failure failure
	pair    pair[int]
	handler handler
	node    *node
}

type reached struct{ forth *reaches }
`

// place is where a value may stand: in a function, and in what it needs at
// package level. T stands for the type of the expression, E for the expression,
// N for a number, and W for the expression as a string literal.
type place struct {
	name string
	top  string
	body string

	prelude string

	untyped bool // the place has no type of its own, so that nil cannot stand there
	compare bool // the place compares
}

// expressions returns those that may stand at the place.
func (p place) expressions() (list []expression) {
	for _, e := range matrixExpressions {
		if !(p.untyped && e.text == "nil" || p.compare && !e.comparable()) {
			list = append(list, e)
		}
	}
	return list
}

// program writes the program of some expressions at the place.
func (p place) program(list []expression) string {
	var b, calls strings.Builder
	b.WriteString(p.prelude)
	for i, e := range list {
		what := e.typ + " " + e.text
		fill := strings.NewReplacer("«T»", e.typ, "«E»", e.text, "«N»", fmt.Sprint(i), "«W»", fmt.Sprintf("%q", what))
		fmt.Fprintf(&b, "\n%s\nfunc f%d() {\n%s\n}\n", fill.Replace(p.top), i, fill.Replace(p.body))
		fmt.Fprintf(&calls, "\ttry(%q, f%d)\n", what, i)
	}
	fmt.Fprintf(&b, "\nfunc main() {\n%s}\n", calls.String())
	return b.String()
}

// comparable reports whether == may compare the expression with another of its
// type, neither of which is nil.
func (e expression) comparable() bool {
	for _, prefix := range []string{"[]", "map", "func", "handler"} {
		if strings.HasPrefix(e.typ, prefix) {
			return false
		}
	}
	return true
}

var matrixPlaces = []place{
	// declarations
	{name: "variable", body: `var v «T» = «E»; show(«W», v)`},
	{name: "short variable", body: `v := «E»; show(«W», v)`, untyped: true},
	{name: "untyped variable", body: `var v = «E»; show(«W», v)`, untyped: true},
	{name: "package variable", top: `var v«N» «T» = «E»`, body: `show(«W», v«N»)`},
	{name: "package variable without type", top: `var v«N» = «E»`, body: `show(«W», v«N»)`, untyped: true},
	{name: "two variables", body: `a, v := 1, «E»; show(«W», v); show("a", a)`, untyped: true},
	{name: "two variables first", body: `v, a := «E», len(list); show(«W», v); show("a", a)`, untyped: true},
	{name: "two package variables", top: `var a«N», v«N» = n, «E»`, body: `show(«W», v«N»); show("a", a«N»)`, untyped: true},
	{name: "if clause", body: `if v := («E»); flag { show(«W», v) }`, untyped: true},
	{name: "for clause", body: `for i, v := 0, («E»); i < 2; i++ { show(«W», i); _ = v }`, untyped: true},

	// results
	{name: "result", top: `func r«N»() «T» { return «E» }`, body: `show(«W», r«N»())`},
	{name: "first result", top: `func r«N»() («T», int) { return «E», len(list) }`, body: `v, i := r«N»(); show(«W», v); show("i", i)`},
	{name: "second result", top: `func r«N»() (int, «T») { return n, «E» }`, body: `i, v := r«N»(); show(«W», v); show("i", i)`},
	{name: "constant and result", top: `func r«N»() (int, «T») { return 1, «E» }`, body: `i, v := r«N»(); show(«W», v); show("i", i)`},
	{name: "slice and result", top: `func r«N»() ([]int, «T», error) { s := []int{4, 5}; return s, «E», nil }`, body: `s, v, err := r«N»(); show(«W», v); show("s", s); show("err", err)`},
	{name: "result and itself", top: `func r«N»() («T», «T») { return «E», «E» }`, body: `a, b := r«N»(); show(«W», a); show("b", b)`},
	{name: "three results", top: `func r«N»() (a «T», b int, c «T») { b = 3; return «E», b, «E» }`, body: `a, b, c := r«N»(); show(«W», a); show("b", b); show("c", c)`},
	{name: "result of a literal", body: `r := func() («T», bool) { return «E», flag }; v, ok := r(); show(«W», v); show("ok", ok)`},
	{name: "result with defer", top: `func r«N»() (v «T», err error) { defer func() { err = io.EOF }(); return «E», nil }`, body: `v, err := r«N»(); show(«W», v); show("err", err)`},
	{name: "results with defer", top: `func r«N»() (int, «T») { defer func() {}(); return len(list), «E» }`, body: `i, v := r«N»(); show(«W», v); show("i", i)`},
	{name: "result in a loop", top: `func r«N»(i int) («T», int) { for { if i > 1 { return «E», i }; i++ } }`, body: `for i := range 3 { v, j := r«N»(i); show(«W», v); show("j", j) }`},
	{name: "result of a method", top: `type m«N» struct{}; func (m«N») r() («T», int) { return «E», 1 }`, body: `v, _ := m«N»{}.r(); show(«W», v)`},
	{name: "result of a generic function", top: `func r«N»[K any](k K) (K, «T») { return k, «E» }`, body: `k, v := r«N»("k"); show(«W», v); show("k", k)`},

	// arguments
	{name: "argument", top: `func a«N»(v «T») { show(«W», v) }`, body: `a«N»(«E»)`},
	{name: "argument among others", top: `func a«N»(a int, v «T», b string) { show(«W», v); show("a", a); show("b", b) }`, body: `a«N»(len(list), «E», text)`},
	{name: "variadic argument", top: `func a«N»(v ...«T») { show(«W», v[1]); show("len", len(v)) }`, body: `a«N»(«E», «E»)`},
	{name: "argument of a method", top: `type m«N» struct{ n int }; func (m *m«N») a(v «T») { show(«W», v) }`, body: `(&m«N»{}).a(«E»)`},
	{name: "argument of a literal", body: `func(v «T», i int) { show(«W», v); show("i", i) }(«E», n)`},
	{name: "argument of a function value", body: `a := func(v «T») { show(«W», v) }; a(«E»)`},
	{name: "argument of a compiled function", body: `fmt.Printf("%T\n", «E»)`, untyped: true},
	{name: "argument of a generic function", body: `show(«W», same[«T»](«E»))`},
	{name: "argument of go", body: `done := make(chan bool); go func(v «T») { defer close(done); show(«W», v) }(«E»); <-done`},
	{name: "argument of defer", body: `defer func(v «T») { show(«W», v) }(«E»)`},
	{name: "argument of a method of an interface", top: `type i«N» interface{ a(«T») }; type m«N» struct{}; func (m«N») a(v «T») { show(«W», v) }`, body: `var i i«N» = m«N»{}; i.a(«E»)`},

	// elements and fields
	{name: "element of a slice", body: `s := []«T»{«E», «E»}; show(«W», s[1])`},
	{name: "element of an array", body: `s := [...]«T»{2: «E»}; show(«W», s[2])`},
	{name: "value of a map", body: `s := map[int]«T»{1: «E»}; show(«W», s[1])`},
	{name: "field", body: `s := struct { n int; V «T» }{n: 1, V: «E»}; show(«W», s.V)`},
	{name: "field without a key", top: `type s«N» struct { V «T»; n int }`, body: `s := &s«N»{«E», len(list)}; show(«W», s.V); show("n", s.n)`},
	{name: "field of a package variable", top: `type s«N» struct { V «T» }; var t«N» = []s«N»{{«E»}, {V: «E»}}`, body: `show(«W», t«N»[1].V)`},
	{name: "field of a generic type", body: `p := pair[«T»]{a: «E»}; show(«W», p.a)`},
	{name: "appended", body: `var s []«T»; s = append(s, «E», «E»); show(«W», s[1])`},

	// assignments
	{name: "assigned", body: `var v «T»; v = «E»; show(«W», v)`},
	{name: "assigned in a closure", body: `var v «T»; func() { v = «E» }(); show(«W», v)`},
	{name: "assigned twice", body: `v := same[«T»](«E»); v = «E»; show(«W», v)`},
	{name: "assigned after", body: `v := «E»; w := v; v = w; show(«W», v)`, untyped: true},
	{name: "assigned to a field", body: `var s struct{ V «T» }; s.V = «E»; show(«W», s.V)`},
	{name: "assigned to an element", body: `s := make([]«T», 2); s[1] = «E»; show(«W», s[1])`},
	{name: "assigned to a value of a map", body: `s := map[string]«T»{}; s["a"] = «E»; show(«W», s["a"])`},
	{name: "assigned through a pointer", body: `var v «T»; p := &v; *p = «E»; show(«W», v)`},
	{name: "assigned with others", body: `var v «T»; i := 0; i, v = len(list), «E»; show(«W», v); show("i", i)`},
	{name: "assigned to a package variable", top: `var v«N» «T»`, body: `v«N» = «E»; show(«W», v«N»)`},

	// the rest
	{name: "sent", body: `c := make(chan «T», 1); c <- «E»; show(«W», <-c)`},
	{name: "sent in a select", body: `c := make(chan «T», 1); select { case c <- «E»: }; show(«W», <-c)`},
	{name: "ranged over", body: `for i, v := range []«T»{«E», «E»} { show(«W», v); show("i", i) }`},
	{name: "yielded", body: `seq := func(yield func(int, «T») bool) { _ = yield(1, «E») && yield(2, «E») }; for i, v := range seq { show(«W», v); show("i", i) }`},
	{name: "argument in a condition", top: `func c«N»(v «T», ok bool) bool { show(«W», v); return ok }`, body: `if c«N»(«E», true) && c«N»(«E», false) || c«N»(«E», true) { show("ok", !c«N»(«E», false)) }`},
	{name: "argument in a loop", top: `func c«N»(v «T», i int) bool { show(«W», v); return i < 2 }`, body: `for i := 0; c«N»(«E», i) && c«N»(«E», i); i++ { show("i", i) }`},
	{name: "in an interface", body: `var v any = «E»; show(«W», v)`},
	{name: "panic", body: `defer func() { show(«W», recover()) }(); var v any = «E»; if v == nil { v = "nil" }; panic(v)`},
	{name: "compared", body: `v := same[«T»](«E»); fmt.Println(v == v, v == same[«T»](v))`, compare: true},
	{name: "switch", body: `v := same[«T»](«E»); switch v { case v: show(«W», "same"); default: show(«W», "other") }`, compare: true},
}
