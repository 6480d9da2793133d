package interp

import (
	"fmt"
	"go/types"
	"reflect"
	"sort"
	"strings"
)

// Format prints the boxed value as package fmt prints the value in a compiled
// program: by its methods, its field names and its type.
func (b box) Format(s fmt.State, verb rune) {
	f := formatter{state: s, verb: verb, host: b.t.host}
	f.value(b.t.typ, reflect.ValueOf(b.v), 0, true)
	fmt.Fprint(s, f.out.String())
}

type formatter struct {
	out   strings.Builder
	state fmt.State
	verb  rune
	host  *runtimeHost
}

// value writes a value. exported tells whether fmt may call its methods.
func (f *formatter) value(t types.Type, v reflect.Value, depth int, exported bool) {
	if v.Kind() == reflect.Interface && v.IsValid() {
		f.iface(v, depth, exported)
		return
	}
	if exported && f.byMethod(t, v) {
		return
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && !f.host.boxes.k.carriesScript(n) {
		f.compiled(v, exported)
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		f.structValue(t, u, v, depth, exported)
	case *types.Map:
		f.mapValue(t, u, v, depth, exported)
	case *types.Slice:
		f.list(t, u.Elem(), v, depth, exported)
	case *types.Array:
		f.list(t, u.Elem(), v, depth, exported)
	case *types.Pointer:
		f.pointer(t, u, v, depth, exported)
	default:
		f.basic(t, v)
	}
}

// iface writes what is in an interface value.
func (f *formatter) iface(v reflect.Value, depth int, exported bool) {
	if v.IsNil() {
		f.out.WriteString("<nil>")
		return
	}
	x := v.Elem()
	if x.CanInterface() {
		if b, ok := open(x.Interface()).(box); ok {
			f.value(b.t.typ, reflect.ValueOf(b.v), depth, exported)
			return
		}
	}
	f.compiled(x, exported)
}

// compiled writes a value that fmt knows. In an unexported field it has no
// methods, which fmt can tell by how the value was got.
func (f *formatter) compiled(v reflect.Value, exported bool) {
	if !exported && v.CanInterface() {
		v = reflect.ValueOf(struct{ v any }{v.Interface()}).Field(0).Elem()
	}
	f.plain(v)
}

// byMethod writes what the value's Error or String says, for the verbs that
// fmt asks them for.
func (f *formatter) byMethod(t types.Type, v reflect.Value) bool {
	id := f.host.boxes.number(t)
	if id == 0 || !v.CanInterface() {
		return false
	}
	b := box{f.host.boxed[id], v.Interface()}
	if format, ok := b.method("Format"); ok {
		if custom, ok := format.(func(fmt.State, rune)); ok {
			custom(printer{f.state, &f.out}, f.verb)
			return true
		}
	}
	if f.sharp() {
		if s, ok := b.method("GoString"); ok {
			f.out.WriteString(s.(func() string)())
			return true
		}
		return false
	}
	if !strings.ContainsRune("vsxXq", f.verb) {
		return false
	}
	for _, name := range []string{"Error", "String"} {
		m, ok := b.method(name)
		if !ok {
			continue
		}
		if text, ok := m.(func() string); ok {
			if v.Kind() == reflect.Pointer && v.IsNil() {
				f.out.WriteString(nilReceiver(text))
				return true
			}
			fmt.Fprintf(&f.out, f.directive(f.verb), text())
			return true
		}
	}
	return false
}

// nilReceiver is the text of a nil pointer, which fmt shows as <nil> when the
// method panics.
func nilReceiver(text func() string) (s string) {
	defer func() {
		if recover() != nil {
			s = "<nil>"
		}
	}()
	return text()
}

// printer is the fmt.State of a script's own Format method.
type printer struct {
	fmt.State
	out *strings.Builder
}

func (p printer) Write(b []byte) (int, error) { return p.out.Write(b) }

func (f *formatter) sharp() bool { return f.verb == 'v' && f.state.Flag('#') }
func (f *formatter) plus() bool  { return f.verb == 'v' && f.state.Flag('+') }

// directive is the formatting directive being carried out, for another verb.
func (f *formatter) directive(verb rune) string {
	if verb == f.verb {
		return fmt.FormatString(f.state, verb)
	}
	return "%" + string(verb)
}

func (f *formatter) plain(v reflect.Value) {
	fmt.Fprintf(&f.out, f.directive(f.verb), v)
}

// basic writes a number, string, function or channel without its type's name.
func (f *formatter) basic(t types.Type, v reflect.Value) {
	if f.sharp() && v.Kind() != reflect.Func && v.Kind() != reflect.Chan {
		fmt.Fprintf(&f.out, "%#v", v)
		return
	}
	if f.sharp() {
		fmt.Fprintf(&f.out, "(%s)(%v)", f.host.boxes.typeString(t), v)
		return
	}
	f.plain(v)
}

func (f *formatter) structValue(t types.Type, u *types.Struct, v reflect.Value, depth int, exported bool) {
	if f.sharp() {
		f.out.WriteString(f.host.boxes.typeString(t))
	}
	f.out.WriteByte('{')
	for i := range u.NumFields() {
		if i > 0 {
			f.out.WriteString(map[bool]string{true: ", ", false: " "}[f.sharp()])
		}
		field := u.Field(i)
		if f.plus() || f.sharp() {
			f.out.WriteString(unmark(field.Name()) + ":")
		}
		f.value(field.Type(), v.Field(i), depth+1, exported && field.Exported())
	}
	f.out.WriteByte('}')
}

func (f *formatter) mapValue(t types.Type, u *types.Map, v reflect.Value, depth int, exported bool) {
	open, sep, end := "map[", " ", byte(']')
	if f.sharp() {
		open, sep, end = f.host.boxes.typeString(t)+"{", ", ", '}'
		if v.IsNil() {
			f.out.WriteString(f.host.boxes.typeString(t) + "(nil)")
			return
		}
	}
	f.out.WriteString(open)
	keys := v.MapKeys()
	sort.SliceStable(keys, func(i, j int) bool { return compareKeys(keys[i], keys[j]) < 0 })
	for i, key := range keys {
		if i > 0 {
			f.out.WriteString(sep)
		}
		f.value(u.Key(), key, depth+1, exported)
		f.out.WriteByte(':')
		f.value(u.Elem(), v.MapIndex(key), depth+1, exported)
	}
	f.out.WriteByte(end)
}

func (f *formatter) list(t, elem types.Type, v reflect.Value, depth int, exported bool) {
	if b, ok := elem.Underlying().(*types.Basic); ok && b.Kind() == types.Byte && strings.ContainsRune("sqxX", f.verb) && v.Kind() == reflect.Slice {
		f.plain(reflect.ValueOf(v.Bytes()))
		return
	}
	open, sep, end := "[", " ", byte(']')
	if f.sharp() {
		open, sep, end = f.host.boxes.typeString(t)+"{", ", ", '}'
		if v.Kind() == reflect.Slice && v.IsNil() {
			f.out.WriteString(f.host.boxes.typeString(t) + "(nil)")
			return
		}
	}
	f.out.WriteString(open)
	for i := range v.Len() {
		if i > 0 {
			f.out.WriteString(sep)
		}
		f.value(elem, v.Index(i), depth+1, exported)
	}
	f.out.WriteByte(end)
}

// pointer shows what the outermost pointer points to, and others as addresses.
func (f *formatter) pointer(t types.Type, u *types.Pointer, v reflect.Value, depth int, exported bool) {
	switch v.Elem().Kind() {
	case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
		if depth == 0 && f.verb != 'p' {
			f.out.WriteByte('&')
			f.value(u.Elem(), v.Elem(), depth+1, exported)
			return
		}
	}
	if f.sharp() {
		if v.IsNil() {
			fmt.Fprintf(&f.out, "(%s)(nil)", f.host.boxes.typeString(t))
		} else {
			fmt.Fprintf(&f.out, "(%s)(%#x)", f.host.boxes.typeString(t), v.Pointer())
		}
		return
	}
	if v.IsNil() && f.verb == 'v' {
		f.out.WriteString("<nil>")
		return
	}
	fmt.Fprintf(&f.out, f.directive(f.verb), v.UnsafePointer())
}

// compareKeys orders map keys the way package fmt prints them.
func compareKeys(a, b reflect.Value) int {
	if a.Kind() == reflect.Interface {
		a, b = a.Elem(), b.Elem()
	}
	if !a.IsValid() || !b.IsValid() || a.Kind() != b.Kind() {
		return 0
	}
	switch {
	case a.CanInt():
		return compare(a.Int(), b.Int())
	case a.CanUint():
		return compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return compare(a.Float(), b.Float())
	case a.Kind() == reflect.String:
		return strings.Compare(a.String(), b.String())
	case a.Kind() == reflect.Bool:
		return compare(boolInt(a.Bool()), boolInt(b.Bool()))
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if c := compareKeys(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case a.Kind() == reflect.Array:
		for i := range a.Len() {
			if c := compareKeys(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	}
	return 0
}

func compare[T int | int64 | uint64 | float64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
