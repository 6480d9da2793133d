package interp_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// Doer is an interface of compiled code.
type Doer interface{ Do() error }

// caller is compiled code that a script gives functions and values with methods.
type caller struct {
	begin chan struct{}     // lets a call on a goroutine of its own begin
	later chan string       // how it went
	kept  chan func() error // what was given to Keep
}

func (c *caller) symbols() interp.Symbols {
	return interp.Symbols{"example.com/caller/caller": {
		"Doer":  reflect.ValueOf((*Doer)(nil)),
		"Now":   reflect.ValueOf(func(f func() error) error { return f() }),
		"Later": reflect.ValueOf(func(f func() error) { go c.callLater(f) }),
		"Keep":  reflect.ValueOf(func(f func() error) { c.kept <- f }),

		"NowDo":   reflect.ValueOf(func(d Doer) error { return d.Do() }),
		"LaterDo": reflect.ValueOf(func(d Doer) { go c.callLater(d.Do) }),
		"KeepDo":  reflect.ValueOf(func(d Doer) { c.kept <- d.Do }),

		"NowRun":   reflect.ValueOf(func(f func()) error { f(); return nil }),
		"LaterRun": reflect.ValueOf(func(f func()) { go c.callLater(func() error { f(); return nil }) }),
		"KeepRun":  reflect.ValueOf(func(f func()) { c.kept <- func() error { f(); return nil } }),
	}}
}

// callLater calls f when the function of the script that gave it away has returned,
// which it would not do if f ended the session.
func (c *caller) callLater(f func() error) {
	<-c.begin
	c.call(f)
}

// call calls f and says how that went: with an error, without one, or not to its end.
func (c *caller) call(f func() error) {
	went := "the goroutine ended"
	defer func() { c.later <- went }()
	if err := f(); err != nil {
		went = err.Error()
	} else {
		went = "no error"
	}
}

// waysIn are the ways in which compiled code gets at code of a script: what a script
// writes to give body away by Now, Later and Keep, and what compiled code is then told.
var waysIn = map[string]string{
	"a function":                  `HOW(body)`,
	"a literal":                   `n := name; HOW(func() error { _ = n; return body() })`,
	"a function without results":  `HOWRun(func() { body() })`,
	"a method value":              `HOW(value{1, 2}.Do)`,
	"a method value of a pointer": `HOW((&value{1, 2}).Do)`,
	"a method expression":         `HOW(func() error { return value.Do(value{1, 2}) })`,
	"a method value of an interface of the script": `var d doer = value{1, 2}; HOW(d.Do)`,
	"a method value of a compiled interface":       `var d caller.Doer = value{1, 2}; HOW(d.Do)`,
	"a value with a method":                        `HOWDo(value{1, 2})`,
	"a small value":                                `HOWDo(small(1))`,
	"a value without a size":                       `HOWDo(empty{})`,
	"a pointer":                                    `HOWDo(&value{1, 2})`,
	"a map":                                        `HOWDo(table{"a": 1})`,
	"a function type":                              `HOWDo(function(body))`,
	"a type that embeds":                           `HOWDo(outer{value: value{1, 2}})`,
	"an instance of a generic type":                `HOWDo(&box[int]{1})`,
	"a callback of a generic function":             `HOW(each([]int{1}, func(int) error { return body() }))`,
}

const waysSource = `package main
import ("errors"; "fmt"; "os"; "time"; "example.com/caller")
var name string
func Name(n string) { name = n }
var sleep = time.Sleep
func body() error { BODY }
type doer interface { Do() error }
type value struct{ a, b int }
func (v value) Do() error { if v.a != 1 || v.b != 2 { return errors.New("another value") }; return body() }
type small int8
func (s small) Do() error { if s != 1 { return errors.New("another value") }; return body() }
type empty struct{}
func (empty) Do() error { return body() }
type table map[string]int
func (t table) Do() error { if t["a"] != 1 { return errors.New("another value") }; return body() }
type function func() error
func (f function) Do() error { return f() }
type outer struct{ value }
type box[T any] struct{ v T }
func (b *box[T]) Do() error { if fmt.Sprint(b.v) != "1" { return errors.New("another value") }; return body() }
func each[T any](list []T, f func(T) error) func() error { return func() error { for _, v := range list { if err := f(v); err != nil { return err } }; return nil } }
func Now() { NOW }
func Later() { LATER }
func Keep() { KEEP }
func use() { _, _, _ = fmt.Sprint, os.Exit, errors.New }
`

// bodies are what a script's code does when compiled code calls it.
var bodies = map[string]string{
	"returns": `return errors.New("from " + name)`,
	"panics":  `panic("in " + name)`,
	"exits":   `os.Exit(3); return nil`,
	"loops":   `fmt.Print("!"); for { sleep(0) }`,
}

// Whatever way compiled code comes into a script, on whatever goroutine, and whatever
// the script does: it runs in the session that gave the function or the value away,
// its panics end where that session sees them, and nothing of it runs on after the end.
func TestWaysIn(t *testing.T) {
	for way, give := range waysIn {
		for does, body := range bodies {
			t.Run(way+" that "+does, func(t *testing.T) {
				c := &caller{begin: make(chan struct{}), later: make(chan string, 1), kept: make(chan func() error, 1)}
				how := func(how string) string { return strings.ReplaceAll(give, "HOW", "caller."+how) }
				source := strings.NewReplacer("BODY", body, "NOW", how("Now"), "LATER", how("Later"), "KEEP", how("Keep")).Replace(waysSource)
				p, err := load(t, source, interp.Config{Symbols: []interp.Symbols{symbols.Std(), c.symbols()}})
				if err != nil {
					t.Fatal(err)
				}
				wayIn{t, p, c, does, strings.Contains(give, "Run(")}.try()
			})
		}
	}
}

// wayIn is a way into a program whose body does one of bodies. silent says that the
// function has no result.
type wayIn struct {
	*testing.T
	program *interp.Program
	caller  *caller
	does    string
	silent  bool
}

// session starts a session beside another one, whose values are of the same types.
func (w wayIn) session() (s counter, panics chan *interp.PanicError, begun *signal) {
	panics, begun = make(chan *interp.PanicError, 9), newSignal()
	start := func(name string, env interp.Env) counter {
		instance, err := w.program.New(w.Context(), env)
		if err != nil {
			w.Fatal(err)
		}
		w.Cleanup(instance.Kill)
		s := counter{instance, w.T}
		s.call("Name", name)
		return s
	}
	s = start("mine", interp.Env{Stdout: begun, OnPanic: func(p *interp.PanicError) { panics <- p }})
	other := start("other", interp.Env{})
	other.call("Keep")
	<-w.caller.kept
	return s, panics, begun
}

func (w wayIn) try() {
	if w.program.Shared() {
		w.Error("sessions share the interpreter")
	}
	w.now()
	w.later()
	w.after()
}

// now comes in on the goroutine of the script that gives something away: its panic
// goes on there.
func (w wayIn) now() {
	s, panics, begun := w.session()
	if w.does == "loops" {
		go func() { <-begun.c; s.Kill() }()
	}
	var failed any
	func() {
		defer func() { failed = recover() }()
		s.call("Now")
	}()
	want := map[string]string{"returns": "<nil>", "panics": "in mine", "exits": "script called os.Exit(3)", "loops": "the script has ended"}[w.does]
	if text := fmt.Sprint(failed); text != want {
		w.Errorf("now: it fails with %s, want %s", text, want)
	}
	if len(panics) > 0 {
		w.Errorf("now: it told of %v", <-panics)
	}
}

// later comes in on a goroutine of compiled code.
func (w wayIn) later() {
	s, panics, begun := w.session()
	s.call("Later")
	w.caller.begin <- struct{}{}
	if w.does == "loops" {
		select {
		case <-begun.c:
			s.Kill()
		case went := <-w.caller.later:
			w.Fatalf("later: %s", went)
		}
	}
	want := map[string]string{"returns": "from mine", "panics": "panic: in mine", "exits": "panic: script called os.Exit(3)", "loops": "the script has ended"}[w.does]
	told := map[string]string{"panics": "in mine", "exits": "script called os.Exit(3)"}[w.does]
	if w.silent {
		want = "the goroutine ended"
		if w.does == "returns" {
			want = "no error"
		}
	}
	if went := <-w.caller.later; !strings.HasSuffix(went, want) {
		w.Errorf("later: %s, want %s", went, want)
	}
	if told != "" {
		select {
		case p := <-panics: // before the call went on
			if fmt.Sprint(p.Value) != told || p.Line == "" && w.does == "panics" {
				w.Errorf("later: it told of %v at %q, want %s", p.Value, p.Line, told)
			}
		default:
			w.Error("later: it did not tell of the panic")
		}
	}
}

// after comes in when the session has ended.
func (w wayIn) after() {
	s, _, begun := w.session()
	s.call("Keep")
	f := <-w.caller.kept
	s.Kill()
	go w.caller.call(f)
	want := "the script has ended"
	if w.silent {
		want = "the goroutine ended"
	}
	if went := <-w.caller.later; !strings.HasSuffix(went, want) {
		w.Errorf("after the end: %s, want %s", went, want)
	}
	select {
	case <-begun.c:
		w.Error("after the end: it ran")
	default:
	}
}
