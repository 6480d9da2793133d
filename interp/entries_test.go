package interp_test

import (
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/rtype"
	"github.com/panelgo/panelgo/interp/symbols"
)

// valueOf returns what func Value of a script returns, and the instance that it is
// of.
func valueOf(t *testing.T, source string, config interp.Config) (any, *interp.Instance) {
	t.Helper()
	p, err := load(t, source, config)
	if err != nil {
		t.Fatal(err)
	}
	i, err := p.New(t.Context(), interp.Env{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(i.Kill)
	return counter{i, t}.call("Value"), i
}

// Compiled code finds the methods that an interface of it can name: by their names
// and by signatures without a type of the script's. Where it may call methods by
// their names, through reflection, it finds all that are exported.
func TestMethodsThatCompiledCodeFinds(t *testing.T) {
	const source = `
type order struct{ sum float64 }
func (o *order) String() string { return "" }
func (o *order) Write(p []byte) (int, error) { return 0, nil }
func (o *order) Total() float64 { return o.sum }
func (o *order) Add(x *order) *order { return o }
func (o *order) close() {}
type line struct{ order }
func (l line) Less(other line) bool { return false }
func Value() any { return &line{} }
`
	named, all := []string{"String", "Write"}, []string{"Add", "Less", "String", "Total", "Write"}
	other := interp.Symbols{"example.com/other/other": {"F": reflect.ValueOf(func() {})}}
	tests := []struct {
		name, imports, use string
		want               []string
	}{
		{"interfaces alone", `import "io"`, "var _ = io.EOF", named},
		{"what an import imports", `import "net/http"`, "var _ = http.NewRequest", named},
		{"nothing", "", "", []string{"String"}},
		{"templates", `import "text/template"`, "var _ = template.New", all},
		{"templates of pages", `import "html/template"`, "var _ = template.New", all},
		{"templates in a package that is not used", `import _ "text/template"`, "", []string{"String"}},
		{"a package that does not say", `import "example.com/other"`, "var _ = other.F", all},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, _ := valueOf(t, "package main\n"+test.imports+"\n"+test.use+source, interp.Config{Symbols: []interp.Symbols{symbols.Std(), other}})
			var got []string
			for m := range reflect.TypeOf(value).Methods() {
				got = append(got, m.Name)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("it finds %v, want %v", got, test.want)
			}
		})
	}
}

// versions is a script at one version: the names of its types are the version's.
const versions = `package main
import "fmt"
type VERSION struct { n int; next *VERSION }
func (v *VERSION) String() string { return fmt.Sprint("VERSION ", v.n) }
func (v VERSION) Error() string { return fmt.Sprint("error of VERSION ", v.n) }
func Value() any { return &VERSION{n: 7} }
`

// A script may be loaded anew, each time with other types, more often than there is
// room for the methods of all: those of versions that are gone make room. While they
// are not gone, a type too many is a panic that says so, and leaves nothing behind.
//
// The test fills the process, so it has one of its own.
func TestEntryPointsAreReused(t *testing.T) {
	const inside = "PANELGO_TEST_ENTRIES"
	if os.Getenv(inside) == "" {
		test := exec.Command(os.Args[0], "-test.run=^TestEntryPointsAreReused$")
		test.Env = append(os.Environ(), inside+"=1")
		if out, err := test.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}

	version := func(name string) (value any, kill func()) {
		p, err := load(t, strings.ReplaceAll(versions, "VERSION", name), interp.Config{})
		if err != nil {
			t.Fatal(err)
		}
		i, err := p.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if failed := recover(); failed != nil {
				i.Kill()
				value = i.AsPanic(failed)
			}
		}()
		return counter{i, t}.call("Value"), i.Kill
	}
	works := func(name string, value any) {
		t.Helper()
		if got, want := fmt.Sprint(value), "error of "+name+" 7"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if got, want := value.(fmt.Stringer).String(), name+" 7"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}

	first, end := version("first")
	works("first", first)
	fillEntries()
	for range 2 {
		failed, _ := version("second")
		if text := fmt.Sprint(failed); !strings.Contains(text, "no room for more methods") || !strings.Contains(text, "script.go:6") {
			t.Fatalf("beside the first, the second is %s", text)
		}
	}
	works("first", first)
	end()
	for i := range 50 {
		name := fmt.Sprint("version", i)
		value, end := version(name)
		works(name, value)
		end()
	}
}

// fillEntries takes all entry points that are left.
func fillEntries() {
	method := func(i int) rtype.Method {
		return rtype.Method{
			Name: fmt.Sprint("M", i), Type: reflect.TypeFor[func()](), Shape: "other",
			Call: func(any, []reflect.Value) []reflect.Value { return nil },
		}
	}
	for size := 4096; size > 0; {
		filler := rtype.New(reflect.TypeFor[struct{}](), "main.filler", "main", true, 0, size)
		var methods []rtype.Method
		for i := range size {
			methods = append(methods, method(i))
		}
		if err := filler.SetMethods(nil, methods); err != nil {
			size /= 2
		}
	}
}
