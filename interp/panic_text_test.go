package interp_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// What a script panics with is printed by its own methods, in its session, wherever it
// panics: also when they panic, and when other sessions have values of the type.
func TestTextsOfPanics(t *testing.T) {
	const source = `package main
import ("errors"; "fmt"; "time")
var name string
func Name(n string) { name = n }
type failure struct{ what string }
func (f *failure) Error() string { return f.what + " of " + name }
type again struct{}
func (again) Error() string { panic("again") }
type named int
func (n named) String() string { return fmt.Sprint("named ", int(n), " of ", name) }
type wraps struct{}
func (wraps) Error() string { return "wraps itself" }
func (w wraps) Unwrap() error { return w }
type bad []int
func (b bad) String() string { return fmt.Sprint(b[7]) }
func F() { PANICS }
func use() { _, _ = errors.New, time.Now }
`
	values := []struct{ value, want string }{
		{`&failure{"trouble"}`, "trouble of mine"},
		{`(*failure)(nil)`, "(nil)"},
		{`again{}`, "%!v(PANIC=Error method: again)"},
		{`named(7)`, "named 7 of mine"},
		{`bad{}`, "%!v(PANIC=String method: runtime error: index out of range [7] with length 0)"},
		{`wraps{}`, "wraps itself"},
		{`fmt.Errorf("more: %w", &failure{"trouble"})`, "more: trouble of mine"},
		{`errors.Join(&failure{"a"}, &failure{"b"})`, "a of mine\nb of mine"},
		{`struct{ error }{&failure{"inner"}}`, "inner of mine"},
	}
	places := map[string]string{
		"a call":      `panic(V)`,
		"a goroutine": `go func() { panic(V) }()`,
		"go panic":    `go panic(V)`,
		"a timer":     `time.AfterFunc(0, func() { panic(V) })`,
	}
	for _, v := range values {
		for place, panics := range places {
			t.Run(v.value+" in "+place, func(t *testing.T) {
				p, err := load(t, strings.Replace(source, "PANICS", strings.Replace(panics, "V", v.value, 1), 1), interp.Config{})
				if err != nil {
					t.Fatal(err)
				}
				told := make(chan *interp.PanicError, 1)
				start := func(name string, onPanic func(*interp.PanicError)) counter {
					i, err := p.New(t.Context(), interp.Env{OnPanic: onPanic})
					if err != nil {
						t.Fatal(err)
					}
					t.Cleanup(i.Kill)
					c := counter{i, t}
					c.call("Name", name)
					return c
				}
				other := start("other", func(*interp.PanicError) {})
				func() { defer func() { _ = recover() }(); other.call("F") }()

				mine := start("mine", func(e *interp.PanicError) { told <- e })
				func() {
					defer func() {
						if v := recover(); v != nil {
							told <- mine.AsPanic(v)
						}
					}()
					mine.call("F")
				}()
				e := <-told
				if errors.Is(e, errors.ErrUnsupported) {
					t.Error("it is what it is not")
				}
				if text := e.Error(); !strings.HasSuffix(text, v.want) {
					t.Errorf("it ends with %q, want %q", text, v.want)
				}
			})
		}
	}
}

// So is what an initialiser panics with.
func TestTextsOfInitialisers(t *testing.T) {
	for _, init := range []string{`func init() { panic(&failure{"trouble"}) }`, `var x = func() int { panic(&failure{"trouble"}) }()`} {
		p, err := load(t, `package main
var n int
type failure struct{ what string }
func (f *failure) Error() string { n++; return f.what }
`+init, interp.Config{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.New(t.Context(), interp.Env{}); err == nil || !strings.HasSuffix(err.Error(), "panic: trouble") {
			t.Errorf("%s: %v", init, err)
		}
	}
}
