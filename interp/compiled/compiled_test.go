package compiled_test

import (
	"go/types"
	"io"
	"net/http"
	"path"
	"reflect"
	"testing"
	"time"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/symbols"
)

func std() *compiled.Tables { return compiled.For([]compiled.Symbols{symbols.Std()}) }

// Every package of the tables becomes a complete package of the checker.
func TestImport(t *testing.T) {
	tables, packages := std(), 0
	for key := range symbols.Std() {
		path := path.Dir(key)
		if !tables.Importable(path) {
			continue
		}
		packages++
		pkg, err := tables.Types.Import(path)
		if err != nil || !pkg.Complete() || len(pkg.Scope().Names()) == 0 {
			t.Errorf("%s: %v, complete %v, %d names", path, err, pkg.Complete(), len(pkg.Scope().Names()))
		}
	}
	if packages < 50 {
		t.Errorf("only %d packages were imported", packages)
	}
	if _, err := tables.Types.Import("os/exec"); err == nil {
		t.Error("a package that is in no table was imported")
	}
}

// A compiled type, made the checker's and written down, is called what
// reflection calls it; a named one leads back to itself.
func TestTypes(t *testing.T) {
	tables := std()
	text := compiled.TypeText{Display: func(name string) string { return name }}
	for _, compiledType := range []reflect.Type{
		reflect.TypeFor[int8](),
		reflect.TypeFor[*string](),
		reflect.TypeFor[[]complex128](),
		reflect.TypeFor[[4]rune](),
		reflect.TypeFor[map[string][]error](),
		reflect.TypeFor[<-chan bool](),
		reflect.TypeFor[chan<- any](),
		reflect.TypeFor[func(int, ...string) (bool, error)](),
		reflect.TypeFor[func()](),
		reflect.TypeFor[struct {
			A int `json:"a"`
			B []float32
		}](),
		reflect.TypeFor[struct{}](),
		reflect.TypeFor[interface{ Read([]byte) (int, error) }](),
		reflect.TypeFor[time.Duration](),
		reflect.TypeFor[*http.Request](),
		reflect.TypeFor[io.Reader](),
	} {
		checked := tables.Types.Of(compiledType)
		if got := text.Of(checked); got != compiledType.String() {
			t.Errorf("%s becomes %s", compiledType, got)
		}
		if named, ok := checked.(*types.Named); ok {
			if back, ok := tables.Types.Reflect(named.Obj()); !ok || back != compiledType {
				t.Errorf("%s leads back to %v", compiledType, back)
			}
		}
		if again := tables.Types.Of(compiledType); !types.Identical(again, checked) {
			t.Errorf("%s is another type the second time", compiledType)
		}
	}
}

// The way back from a checked type ends at the type it came from. Unnamed
// interfaces and structs are for others to make.
func TestCompose(t *testing.T) {
	tables := std()
	var back func(types.Type) reflect.Type
	back = func(checked types.Type) reflect.Type { return tables.Types.Compose(checked, back) }
	for _, want := range []reflect.Type{
		reflect.TypeFor[bool](),
		reflect.TypeFor[complex64](),
		reflect.TypeFor[*[]string](),
		reflect.TypeFor[[4]map[string]error](),
		reflect.TypeFor[chan int](),
		reflect.TypeFor[<-chan bool](),
		reflect.TypeFor[chan<- any](),
		reflect.TypeFor[func(http.Header, ...time.Time) (*http.Request, error)](),
	} {
		if got := back(tables.Types.Of(want)); got != want {
			t.Errorf("%s leads back to %s", want, got)
		}
	}
}

// A layout has the size and the alignment of the type, and compares alike.
func TestLayout(t *testing.T) {
	tables := std()
	for _, want := range []reflect.Type{
		reflect.TypeFor[int16](),
		reflect.TypeFor[struct {
			A bool
			B []int
			C map[string]*http.Request
			D func()
			E [3]struct{ F error }
		}](),
		reflect.TypeFor[[5]struct {
			A int8
			B string
		}](),
		reflect.TypeFor[time.Time](),
	} {
		got := tables.Types.Layout(tables.Types.Of(want))
		if got.Size() != want.Size() || got.Align() != want.Align() || got.Kind() != want.Kind() || got.Comparable() != want.Comparable() {
			t.Errorf("%s: size %d, alignment %d; its layout has %d, %d", want, want.Size(), want.Align(), got.Size(), got.Align())
		}
	}
}

// A later table wins; the same tables are merged once.
func TestFor(t *testing.T) {
	first := compiled.Symbols{"example.com/p/p": {"A": reflect.ValueOf(1), "B": reflect.ValueOf(2)}}
	second := compiled.Symbols{"example.com/p/p": {"B": reflect.ValueOf("two")}, "example.com/q/q": {"_I": reflect.ValueOf(0)}}
	tables := compiled.For([]compiled.Symbols{first, second})
	p, ok := tables.Package("example.com/p")
	if !ok || p.Name != "p" || p.Symbols["A"].Interface() != 1 || p.Symbols["B"].Interface() != "two" {
		t.Errorf("%+v", p)
	}
	if tables.Importable("example.com/q") {
		t.Error("a package of wrappers alone is importable")
	}
	if compiled.For([]compiled.Symbols{first, second}) != tables {
		t.Error("the same tables were merged twice")
	}
	if compiled.For([]compiled.Symbols{second, first}) == tables {
		t.Error("the order of tables does not matter")
	}
}
