//go:build amd64 || arm64

package rtype_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"runtime"
	"sort"
	"testing"
	"time"

	"github.com/panelgo/panelgo/interp/rtype"
)

func stringMethod(text func(receiver any) string) rtype.Method {
	return rtype.Method{Name: "String", Type: reflect.TypeFor[func() string](), Call: func(r any, _ []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(text(r))}
	}}
}

func TestNumber(t *testing.T) {
	c := rtype.New(reflect.TypeFor[float64](), "main.Celsius", "main", true, 1, 1)
	m := stringMethod(func(r any) string { return fmt.Sprintf("%.1f °C", reflect.ValueOf(r).Float()) })
	p := stringMethod(func(r any) string { return fmt.Sprintf("%.1f °C", reflect.ValueOf(r).Elem().Float()) })
	if err := c.SetMethods([]rtype.Method{m}, []rtype.Method{p}); err != nil {
		t.Fatal(err)
	}
	x := rtype.Retype(21.46, c.Type())
	got := fmt.Sprintf("%v %s %T %5.2f %v", x, x, x, rtype.Retype(x, reflect.TypeFor[float64]()), c.Type().Name())
	if want := "21.5 °C 21.5 °C main.Celsius 21.46 Celsius"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	f := 3.0
	if got := fmt.Sprintf("%v %T", rtype.Retype(&f, c.Pointer()), rtype.Retype(&f, c.Pointer())); got != "3.0 °C *main.Celsius" {
		t.Error(got)
	}
	if c.Type().PkgPath() != "main" || reflect.PointerTo(c.Type()) != c.Pointer() {
		t.Error(c.Type().PkgPath(), reflect.PointerTo(c.Type()))
	}
	if m, _ := c.Type().MethodByName("String"); m.Func.Call([]reflect.Value{reflect.ValueOf(x)})[0].String() != "21.5 °C" {
		t.Error("the method as a function")
	}
}

// node leads back to itself, and has a field that compiled code leaves alone.
func TestStruct(t *testing.T) {
	type node struct {
		Xname string
		Size  int
		Next  *node
	}
	like := reflect.TypeFor[node]()
	n := rtype.New(like, "main.node", "main", true, 0, 0)
	n.SetFields([]rtype.Field{
		{Name: "name", Type: reflect.TypeFor[string]()},
		{Name: "Size", Type: reflect.TypeFor[int](), Tag: `json:"size"`},
		{Name: "Next", Type: n.Pointer()},
	})
	x := rtype.Retype(node{"a", 1, &node{"b", 2, nil}}, n.Type())
	text, err := json.Marshal(x)
	if want := `{"size":1,"Next":{"size":2,"Next":null}}`; err != nil || string(text) != want {
		t.Errorf("%s, %v, want %s", text, err, want)
	}
	y := rtype.Retype(&node{}, n.Pointer())
	if err := json.Unmarshal(text, y); err != nil || fmt.Sprintf("%T %[1]v", reflect.ValueOf(y).Elem().Field(2).Elem()) == "" {
		t.Error(err)
	}
	back := rtype.Retype(y, reflect.TypeFor[*node]()).(*node)
	if back.Size != 1 || back.Next.Size != 2 {
		t.Errorf("%+v", back)
	}
	if got := fmt.Sprintf("%+v", rtype.Retype(node{"a", 1, nil}, n.Type())); got != "{name:a Size:1 Next:<nil>}" {
		t.Error(got)
	}
	if reflect.ValueOf(x).Field(0).CanInterface() {
		t.Error("the field name can be read from outside")
	}
	if x == rtype.Retype(node{"a", 1, nil}, n.Type()) {
		t.Error("they are not equal")
	}
}

// A struct has a package only if one of its fields needs it, and that is the
// package of the fields: compiled code converts structs by it.
func TestPackageOfFields(t *testing.T) {
	type visible struct{ A int }
	type hidden struct{ a int }
	make := func(like reflect.Type, fields ...rtype.Field) reflect.Type {
		made := rtype.New(like, "main.T", "main", true, 0, 0)
		if fields != nil {
			made.SetFields(fields)
		}
		return made.Type()
	}
	number := reflect.TypeFor[int]()
	tests := []struct {
		name      string
		made      reflect.Type
		other     reflect.Type
		identical bool
		pkgPath   string // of the first field
	}{
		{"exported", make(reflect.TypeFor[visible](), rtype.Field{Name: "A", Type: number}), reflect.TypeFor[struct{ A int }](), true, ""},
		{"hidden", make(reflect.TypeOf(hidden{1}), rtype.Field{Name: "a", Type: number}), reflect.TypeFor[struct{ a int }](), false, "main"},
		{"the like's", make(reflect.TypeFor[time.Time]()), reflect.TypeFor[time.Time](), true, "time"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.made.ConvertibleTo(test.other) != test.identical || test.other.ConvertibleTo(test.made) != test.identical {
				t.Errorf("%s and %s can be converted: want %t", test.made, test.other, test.identical)
			}
			if got := test.made.Field(0).PkgPath; got != test.pkgPath {
				t.Errorf("the first field is of package %q, want %q", got, test.pkgPath)
			}
		})
	}
}

type byLength []string

// Methods of several parameters are called with all of them, floats and
// strings too, while the collector runs and the stack grows.
func TestMethods(t *testing.T) {
	list := rtype.New(reflect.TypeFor[byLength](), "main.list", "main", true, 4, 4)
	value := func(r any) []string { return rtype.Retype(r, reflect.TypeFor[[]string]()).([]string) }
	methods := []rtype.Method{
		{Name: "Swap", Type: reflect.TypeFor[func(i, j int)](), Call: func(r any, in []reflect.Value) []reflect.Value {
			v, i, j := value(r), in[0].Int(), in[1].Int()
			v[i], v[j] = v[j], v[i]
			return nil
		}},
		{Name: "Len", Type: reflect.TypeFor[func() int](), Call: func(r any, _ []reflect.Value) []reflect.Value {
			return []reflect.Value{reflect.ValueOf(len(value(r)))}
		}},
		{Name: "Less", Type: reflect.TypeFor[func(i, j int) bool](), Call: func(r any, in []reflect.Value) []reflect.Value {
			runtime.GC()
			v := value(r)
			return []reflect.Value{reflect.ValueOf(grow(100) > 0 && len(v[in[0].Int()]) < len(v[in[1].Int()]))}
		}},
		{Name: "Mix", Type: reflect.TypeFor[func(a string, b float64, c [3]int, d any, e ...string) (string, error)](), Call: func(r any, in []reflect.Value) []reflect.Value {
			text := fmt.Sprint(len(value(r)), in[0], in[1], in[2], in[3], in[4])
			return []reflect.Value{reflect.ValueOf(text), reflect.Zero(reflect.TypeFor[error]())}
		}},
	}
	pointer := make([]rtype.Method, len(methods))
	for i, m := range methods {
		call := m.Call
		m.Call = func(r any, in []reflect.Value) []reflect.Value {
			return call(reflect.ValueOf(r).Elem().Interface(), in)
		}
		pointer[i] = m
	}
	if err := list.SetMethods(methods, pointer); err != nil {
		t.Fatal(err)
	}
	names := byLength{"ccc", "a", "bb", "", "dddd"}
	x := rtype.Retype(names, list.Type())
	sort.Sort(x.(sort.Interface))
	if fmt.Sprint(x) != "[ a bb ccc dddd]" {
		t.Error(x)
	}
	for _, x := range []any{x, rtype.Retype(&names, list.Pointer())} {
		mixed, err := x.(interface {
			Mix(a string, b float64, c [3]int, d any, e ...string) (string, error)
		}).Mix("x", 1.5, [3]int{1, 2, 3}, 'a', "y", "z")
		if mixed != "5 x 1.5 [1 2 3] 97 [y z]" || err != nil {
			t.Error(mixed, err)
		}
	}
}

func grow(n int) int {
	var room [100]int
	if n == 0 {
		return len(room)
	}
	return grow(n-1) + room[0]
}

func TestParts(t *testing.T) {
	tests := []struct {
		like  any
		parts []any
		text  string
	}{
		{[]int8{1}, []any{int8(0)}, "[1]"},
		{[2]string{"a", "b"}, []any{""}, "[a b]"},
		{map[string]int{"a": 1}, []any{"", 0}, "map[a:1]"},
		{make(chan int), []any{0}, ""},
		{func(int) string { return "" }, []any{0, ""}, ""},
	}
	for _, test := range tests {
		like := reflect.TypeOf(test.like)
		made := rtype.New(like, "main.Made", "main", true, 0, 0)
		var parts []reflect.Type
		for _, p := range test.parts {
			parts = append(parts, reflect.TypeOf(p))
		}
		made.SetParts(parts...)
		x := rtype.Retype(test.like, made.Type())
		if got := fmt.Sprintf("%T", x); got != "main.Made" || made.Type().Kind() != like.Kind() {
			t.Errorf("%s is a %s", got, made.Type().Kind())
		}
		if got := fmt.Sprint(x); test.text != "" && got != test.text {
			t.Errorf("%s, want %s", got, test.text)
		}
		if !like.ConvertibleTo(made.Type()) || !reflect.ValueOf(x).CanConvert(like) {
			t.Errorf("%s and %s cannot be converted to each other", like, made.Type())
		}
	}
}
