package engine_test

import (
	"fmt"
	"go/token"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp/engine"
)

func TestYaegiIsAsWritten(t *testing.T) {
	if !engine.Supported() {
		t.Fatal("the nodes and frames of this yaegi are not those of yaegi.go: look at what changed, and bring it up to date")
	}
}

// install has an engine run a program.
func install(t *testing.T, yaegi *interp.Interpreter, p *interp.Program, instead func(string) any) {
	t.Helper()
	host := engine.Host{
		Instead: func(string) any { return nil },
		Enter:   func(token.Pos) {},
		Within:  func() bool { return true },
		Stopped: func(token.Pos) {},

		Fail:  func(message string) { panic(message) },
		Value: func(v any) any { return v },
	}
	if instead != nil {
		host.Instead = instead
	}
	if _, err := engine.New(yaegi, p, host); err != nil {
		t.Fatal(err)
	}
}

// byReflection reports whether the function that notes it was called by reflection.
func byReflection() bool {
	var pcs [8]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs[:])])
	f, _ := frames.Next()
	for strings.HasPrefix(f.Function, "runtime.") {
		f, _ = frames.Next()
	}
	return strings.HasPrefix(f.Function, "reflect.")
}

// TestCalls runs expressions with yaegi's calls and with direct ones.
func TestCalls(t *testing.T) {
	var reflected bool
	note := func() { reflected = byReflection() }
	functions := map[string]any{
		"Do":      func() { note() },
		"Take":    func(any) { note() },
		"TakeInt": func(int) { note() },
		"Self":    func(x any) any { note(); return x },
		"Nil":     func(any) any { note(); return nil },
		"IsNil":   func(x any) bool { note(); return x == nil },
		"Kind":    func(x any) int { note(); return int(reflect.ValueOf(x).Kind()) },
		"Same":    func(a, b any) bool { note(); return a == b },
		"Label":   func(x any, s string) any { note(); return fmt.Sprint(s, x) },
		"Pick":    func(n int, x any) any { note(); return fmt.Sprint(n, x) },
		"IsInt":   func(n int, x any) bool { note(); return x == any(n) },
		"Add":     func(n int, x any) int { note(); return n + x.(int) },
		"Twice":   func(n int) int { note(); return 2 * n },
		"Unsign":  func(n int) uint { note(); return uint(n) },
		"Less":    func(a, b int) int { note(); return a - b },
		"Digits":  func(n int) string { note(); return fmt.Sprint(n) },
		"IsUpper": func(r rune) bool { note(); return unicode.IsUpper(r) },
		"Lower":   func(r rune) rune { note(); return unicode.ToLower(r) },
		"IsNaN":   func(x float64) bool { note(); return math.IsNaN(x) },
		"Sqrt":    func(x float64) float64 { note(); return math.Sqrt(x) },
		"Pow":     func(x, y float64) float64 { note(); return math.Pow(x, y) },
		"Empty":   func(s string) bool { note(); return s == "" },
		"Len":     func(s string) int { note(); return len(s) },
		"Upper":   func(s string) string { note(); return strings.ToUpper(s) },
		"Repeat":  func(s string, n int) string { note(); return strings.Repeat(s, n) },
		"HasA":    func(s, p string) bool { note(); return strings.Contains(s, p) },
		"Index":   func(s, p string) int { note(); return strings.Index(s, p) },
		"Join":    func(s, p string) string { note(); return s + p },

		// Others are left to yaegi.
		"Sum":   func(n ...int) int { note(); return len(n) },
		"Both":  func(n int) (int, int) { note(); return n, -n },
		"Apply": func(f func(int) int) int { note(); return f(1) },
	}
	tests := []struct {
		expr      string
		reflected bool
	}{
		{expr: `run(func() { h.Do() })`},
		{expr: `run(func() { h.Take(s) })`},
		{expr: `run(func() { h.TakeInt(n) })`},
		{expr: `h.Self(s)`}, {expr: `h.Self(nil)`}, {expr: `h.Self(list)`}, {expr: `h.Self(p)`}, {expr: `h.Self(x)`},
		{expr: `h.Nil(n)`},
		{expr: `h.IsNil(nil)`}, {expr: `h.IsNil(x)`},
		{expr: `h.Kind(n)`}, {expr: `h.Kind(f)`}, {expr: `h.Kind(m)`},
		{expr: `h.Same(n, 7)`}, {expr: `h.Same(s, n)`}, {expr: `h.Same(x, x)`},
		{expr: `h.Label(n, "n")`}, {expr: `h.Pick(3, s)`}, {expr: `h.IsInt(7, n)`}, {expr: `h.Add(n, 1)`},
		{expr: `h.Twice(n)`}, {expr: `h.Twice(-3)`}, {expr: `h.Twice(h.Twice(n))`}, {expr: `twice(4)`}, {expr: `kept()`},
		{expr: `h.Unsign(n)`}, {expr: `h.Less(n, 2)`}, {expr: `h.Digits(n)`},
		{expr: `h.IsUpper('A')`}, {expr: `h.Lower(r)`},
		{expr: `h.IsNaN(f)`}, {expr: `h.Sqrt(2)`}, {expr: `h.Sqrt(f)`}, {expr: `h.Pow(2, f)`},
		{expr: `h.Empty(s)`}, {expr: `h.Len(s)`}, {expr: `h.Upper(s)`}, {expr: `h.Repeat(s, 2)`},
		{expr: `h.HasA(s, "a")`}, {expr: `h.Index(s, "c")`}, {expr: `h.Join(s, s)`}, {expr: `h.Join("a", h.Upper(s))`},
		{expr: `either(func() bool { if h.HasA(s, "a") { return true }; return false })`},
		{expr: `either(func() bool { return !h.Empty(s) && h.HasA(s, "b") })`},
		{expr: `either(func() bool { for h.Less(n, 0) > 7 { return false }; return h.Empty("") })`},
		{expr: `h.Sum(1, 2)`, reflected: true},
		{expr: `func() int { a, b := h.Both(2); return a - b }()`, reflected: true},
		{expr: `h.Apply(func(n int) int { return n + 1 })`, reflected: true},
		{expr: `run(func() { defer h.Do() })`, reflected: true},
	}
	const head = `package main
		import "h"
		var (
			n    = 7
			s    = "abc"
			f    = 2.5
			r    rune = 'R'
			list = []int{1, 2}
			m    = map[string]int{"a": 1}
			p    *int
			x    any
		)
		func run(f func()) any            { f(); return nil }
		func either(f func() bool) any    { return f() }
		func twice(n int) int             { return h.Twice(n) }
		func kept() any                   { v := h.Twice(n); g := func() int { return v }; v = h.Twice(v); return g() }
	`
	table := map[string]reflect.Value{}
	for name, f := range functions {
		table[name] = reflect.ValueOf(f)
	}
	for _, test := range tests {
		t.Run(test.expr, func(t *testing.T) {
			var results [2]any
			for i := range results {
				yaegi := interp.New(interp.Options{})
				if err := yaegi.Use(interp.Exports{"h//h": table}); err != nil {
					t.Fatal(err)
				}
				p, err := yaegi.Compile(head + "func Result() any { return " + test.expr + " }")
				if err != nil {
					t.Fatal(err)
				}
				if i == 1 {
					install(t, yaegi, p, nil)
				}
				if _, err := yaegi.Execute(p); err != nil {
					t.Fatal(err)
				}
				f, err := yaegi.Eval("main.Result")
				if err != nil {
					t.Fatal(err)
				}
				results[i] = f.Interface().(func() any)()
				if want := i == 0 || test.reflected; reflected != want {
					t.Errorf("called by reflection: %v, want %v", reflected, want)
				}
			}
			if !reflect.DeepEqual(results[0], results[1]) {
				t.Errorf("direct calls give %v, yaegi's %v", results[1], results[0])
			}
		})
	}
}

// TestInstead puts a compiled function in the place of one of the script.
func TestInstead(t *testing.T) {
	yaegi := interp.New(interp.Options{})
	p, err := yaegi.Compile(`package main
		func number(x any) int { panic("not called") }
		func Result(x any) int {
			v := number(x)
			return number(v) + number(x)
		}`)
	if err != nil {
		t.Fatal(err)
	}
	install(t, yaegi, p, func(name string) any {
		if name != "number" {
			return nil
		}
		return func(x any) any { return 2 * x.(int) }
	})
	if _, err := yaegi.Execute(p); err != nil {
		t.Fatal(err)
	}
	f, err := yaegi.Eval("main.Result")
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Interface().(func(any) int)(5); got != 30 {
		t.Errorf("got %d, want 30", got)
	}
}
