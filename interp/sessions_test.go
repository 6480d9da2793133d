package interp_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"weak"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// counters is a program of which every session has variables of its own, which
// its types' methods use.
const counters = `package main
import ("fmt"; "net/http"; "sort"; "time")
var name string
type thing struct{ n int }
func (t thing) String() string { return fmt.Sprint(name, t.n) }
type byName []thing
func (b byName) Len() int { return len(b) }
func (b byName) Less(i, j int) bool { if name == "down" { return b[i].n > b[j].n }; return b[i].n < b[j].n }
func (b byName) Swap(i, j int) { b[i], b[j] = b[j], b[i] }
func (t *thing) ServeHTTP(w http.ResponseWriter, r *http.Request) { t.n++; fmt.Fprint(w, *t) }
func Name(n string) { name = n }
func Show(n int) string { return fmt.Sprint(thing{n}) }
func Value(n int) any { return thing{n} }
func Sort() string { l := byName{{2}, {3}, {1}}; sort.Sort(l); return fmt.Sprint(l) }
func Handler() http.Handler { return &thing{} }
func After(f func(any)) { time.AfterFunc(time.Millisecond, func() { f(thing{7}) }) }
`

type counter struct {
	*interp.Instance
	t *testing.T
}

func (c counter) call(name string, args ...any) any {
	f, err := c.Func(name)
	if err != nil {
		c.t.Fatal(err)
	}
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
	}
	if out := f.Call(in); len(out) > 0 {
		return out[0].Interface()
	}
	return nil
}

func newCounters(t *testing.T, names ...string) []counter {
	p, err := load(t, counters, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Shared() {
		t.Fatal("the sessions share an interpreter")
	}
	list := make([]counter, len(names))
	for i, name := range names {
		instance, err := p.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(instance.Kill)
		list[i] = counter{instance, t}
		list[i].call("Name", name)
	}
	return list
}

// A method of a script's type that compiled code calls runs in the session of its
// value.
func TestMethodsOfSessions(t *testing.T) {
	names := []string{"up", "down", "c", "d"}
	list := newCounters(t, names...)
	var all sync.WaitGroup
	for range 3 { // several goroutines of each
		for i, c := range list {
			all.Go(func() {
				for n := range 50 {
					if got, want := c.call("Show", n), fmt.Sprint(names[i], n); got != want {
						t.Errorf("%s, want %s", got, want)
					}
				}
			})
		}
	}
	all.Wait()
	for i, want := range []string{"[up1 up2 up3]", "[down3 down2 down1]"} {
		if got := list[i].call("Sort"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// So it does when compiled code calls it on a goroutine of its own.
func TestMethodsOnOtherGoroutines(t *testing.T) {
	list := newCounters(t, "a", "b")
	for i, want := range []string{"a7", "b7"} {
		got := make(chan string)
		list[i].call("After", func(x any) { got <- fmt.Sprint(x) })
		list[1-i].call("Show", 1) // the last that had a thing
		if text := <-got; text != want {
			t.Errorf("%s, want %s", text, want)
		}
	}
	for i, want := range []string{"a1", "b1"} {
		done := make(chan string)
		go func() {
			defer close(done)
			server := httptest.NewServer(list[i].call("Handler").(http.Handler))
			defer server.Close()
			list[1-i].call("Show", 1)
			r, err := http.Get(server.URL)
			if err != nil {
				t.Error(err)
				return
			}
			text, _ := io.ReadAll(r.Body)
			r.Body.Close()
			done <- string(text)
		}()
		if text := <-done; text != want {
			t.Errorf("%s, want %s", text, want)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

// Compiled code calls methods on goroutines that it has started for other sessions, such
// as those that keep a connection open: they run in the session of the value.
func TestMethodsOnSharedGoroutines(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }))
	defer server.Close()
	post := reflect.ValueOf(func(body io.Reader) string {
		r, err := server.Client().Post(server.URL, "text/plain", body)
		if err != nil {
			return err.Error()
		}
		defer r.Body.Close()
		text, _ := io.ReadAll(r.Body)
		return string(text)
	})
	p, err := load(t, `package main
import ("io"; "example.com/poster")
var name string
func Name(n string) { name = n }
type body struct{ done bool }
func (b *body) Read(p []byte) (int, error) { if b.done { return 0, io.EOF }; b.done = true; return copy(p, name), nil }
func Post() string { return poster.Post(&body{}) }
`, interp.Config{Symbols: []interp.Symbols{symbols.Std(), {"example.com/poster/poster": {"Post": post}}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		instance, err := p.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(instance.Kill)
		name := fmt.Sprint("visitor ", i)
		visitor := counter{instance, t}
		visitor.call("Name", name)
		if got := visitor.call("Post"); got != name {
			t.Errorf("%s posts as %q", name, got)
		}
	}
}

// A program that is gone keeps nothing, also when its types are known to no other.
func TestProgramsGo(t *testing.T) {
	p, err := load(t, "package main\ntype onlyHere struct{ n int }\nfunc (o *onlyHere) Error() string { return \"\" }\nfunc Value() any { return &onlyHere{} }\n", interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	instance, err := p.New(t.Context(), interp.Env{})
	if err != nil {
		t.Fatal(err)
	}
	counter{instance, t}.call("Value")
	instance.Kill()

	gone := weak.Make(p)
	p, instance = nil, nil
	waitfor.True(t, "the program to be collected", func() bool {
		runtime.GC()
		return gone.Value() == nil
	})
}

// A script that is loaded again has the recursive types that it had, as long as it
// declares the same: Go never frees a type.
func TestRecursiveTypesAreMadeOnce(t *testing.T) {
	const source = "package main\ntype tree struct { kids forest; n OTHER }\ntype forest []tree\nfunc F() *tree { return &tree{n: VALUE} }\n"
	typeOf := func(other, value string) reflect.Type {
		p, err := load(t, strings.NewReplacer("OTHER", other, "VALUE", value).Replace(source), interp.Config{})
		if err != nil {
			t.Fatal(err)
		}
		instance, err := p.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(instance.Kill)
		f, err := instance.Func("F")
		if err != nil {
			t.Fatal(err)
		}
		return f.Type().Out(0)
	}
	first := typeOf("int", "1")
	if again := typeOf("int", "2"); again != first {
		t.Error("a change of a function makes other types")
	}
	if other := typeOf("string", `"a"`); other == first {
		t.Error("a change of a type makes no other")
	}
}

// A value may outlive its session; then its methods say so.
func TestMethodsOfTheDead(t *testing.T) {
	p, err := load(t, strings.ReplaceAll(counters, "thing", "mortal"), interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	instance, err := p.New(t.Context(), interp.Env{})
	if err != nil {
		t.Fatal(err)
	}
	value := counter{instance, t}.call("Value", 1)
	instance.Kill()
	if got, want := fmt.Sprint(value), "main.mortal.String: the script has ended"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	runtime.KeepAlive(instance) // of one that is gone it is not known any more
}
