package interp

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/types"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// MarshalJSON encodes the boxed value as package encoding/json encodes the
// value in a compiled program: by its methods, its exported fields and tags.
func (b box) MarshalJSON() ([]byte, error) {
	e := jsonEncoder{host: b.t.host}
	err := e.value(b.t.typ, reflect.ValueOf(b.v))
	return e.out.Bytes(), err
}

// maxJSONDepth bounds how deep a value may be nested: a cycle has no end.
const maxJSONDepth = 1000

type jsonEncoder struct {
	out   bytes.Buffer
	host  *runtimeHost
	depth int
}

func (e *jsonEncoder) value(t types.Type, v reflect.Value) error {
	if e.depth++; e.depth > maxJSONDepth {
		return errors.New("json: the value is nested too deep, or contains itself")
	}
	defer func() { e.depth-- }()
	if v.Kind() == reflect.Interface {
		return e.plain(v)
	}
	if done, err := e.byMethod(t, v); done {
		return err
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && !e.host.boxes.k.carriesScript(n) {
		return e.plain(v)
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return e.structValue(u, v)
	case *types.Map:
		return e.mapValue(u, v)
	case *types.Slice:
		if v.IsNil() {
			return e.null()
		}
		if b, ok := u.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
			return e.plain(reflect.ValueOf(v.Bytes()))
		}
		return e.list(u.Elem(), v)
	case *types.Array:
		return e.list(u.Elem(), v)
	case *types.Pointer:
		if v.IsNil() {
			return e.null()
		}
		return e.value(u.Elem(), v.Elem())
	}
	return e.plain(v)
}

func (e *jsonEncoder) null() error {
	e.out.WriteString("null")
	return nil
}

// plain encodes what encoding/json sees as it is.
func (e *jsonEncoder) plain(v reflect.Value) error {
	text, err := json.Marshal(v.Interface())
	e.out.Write(text)
	return err
}

// byMethod encodes a value whose type says how.
func (e *jsonEncoder) byMethod(t types.Type, v reflect.Value) (bool, error) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return false, nil
	}
	for _, addr := range []bool{false, true} {
		typ, x := t, v
		if addr {
			if !v.CanAddr() {
				continue
			}
			typ, x = types.NewPointer(t), v.Addr()
		}
		id := e.host.boxes.number(typ)
		if id == 0 {
			continue
		}
		b := box{e.host.boxed[id], x.Interface()}
		if f, ok := methodAs[func() ([]byte, error)](b, "MarshalJSON"); ok {
			text, err := f()
			if err == nil {
				err = json.Compact(&e.out, text)
			}
			return true, e.wrap(err, typ)
		}
		if f, ok := methodAs[func() ([]byte, error)](b, "MarshalText"); ok {
			text, err := f()
			if err == nil {
				err = e.plain(reflect.ValueOf(string(text)))
			}
			return true, e.wrap(err, typ)
		}
	}
	return false, nil
}

func methodAs[F any](b box, name string) (F, bool) {
	m, _ := b.method(name)
	f, ok := m.(F)
	return f, ok
}

func (e *jsonEncoder) wrap(err error, t types.Type) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("json: error calling the method of type %s: %w", e.host.boxes.typeString(t), err)
}

func (e *jsonEncoder) list(elem types.Type, v reflect.Value) error {
	e.out.WriteByte('[')
	for i := range v.Len() {
		if i > 0 {
			e.out.WriteByte(',')
		}
		if err := e.value(elem, v.Index(i)); err != nil {
			return err
		}
	}
	e.out.WriteByte(']')
	return nil
}

func (e *jsonEncoder) mapValue(u *types.Map, v reflect.Value) error {
	if v.IsNil() {
		return e.null()
	}
	names := map[string]reflect.Value{}
	var order []string
	for _, key := range v.MapKeys() {
		name, err := e.keyName(u.Key(), key)
		if err != nil {
			return err
		}
		names[name] = key
		order = append(order, name)
	}
	sort.Strings(order)
	e.out.WriteByte('{')
	for i, name := range order {
		if i > 0 {
			e.out.WriteByte(',')
		}
		if err := e.plain(reflect.ValueOf(name)); err != nil {
			return err
		}
		e.out.WriteByte(':')
		if err := e.value(u.Elem(), v.MapIndex(names[name])); err != nil {
			return err
		}
	}
	e.out.WriteByte('}')
	return nil
}

func (e *jsonEncoder) keyName(t types.Type, key reflect.Value) (string, error) {
	switch {
	case key.Kind() == reflect.String:
		return key.String(), nil
	case key.CanInt():
		return strconv.FormatInt(key.Int(), 10), nil
	case key.CanUint():
		return strconv.FormatUint(key.Uint(), 10), nil
	}
	return "", fmt.Errorf("json: unsupported type: map with keys of type %s", e.host.boxes.typeString(t))
}

// jsonField is a field that an object shows, perhaps of an embedded struct.
type jsonField struct {
	name   string
	tagged bool
	depth  int
	typ    types.Type
	value  reflect.Value
	opts   string
}

func (e *jsonEncoder) structValue(u *types.Struct, v reflect.Value) error {
	var all []jsonField
	collectFields(u, v, 0, &all)
	first := true
	e.out.WriteByte('{')
	for i, f := range all {
		if !dominant(all, i) || f.omitted() {
			continue
		}
		if !first {
			e.out.WriteByte(',')
		}
		first = false
		if err := e.plain(reflect.ValueOf(f.name)); err != nil {
			return err
		}
		e.out.WriteByte(':')
		if err := e.fieldValue(f); err != nil {
			return err
		}
	}
	e.out.WriteByte('}')
	return nil
}

// fieldValue encodes a field, as a string when its tag says so.
func (e *jsonEncoder) fieldValue(f jsonField) error {
	if _, basic := f.typ.Underlying().(*types.Basic); !basic || !f.has("string") {
		return e.value(f.typ, f.value)
	}
	inner := jsonEncoder{host: e.host}
	if err := inner.value(f.typ, f.value); err != nil {
		return err
	}
	return e.plain(reflect.ValueOf(inner.out.String()))
}

func (f jsonField) has(option string) bool {
	for _, o := range strings.Split(f.opts, ",") {
		if o == option {
			return true
		}
	}
	return false
}

func (f jsonField) omitted() bool {
	if f.has("omitzero") && f.value.IsZero() {
		return true
	}
	if !f.has("omitempty") {
		return false
	}
	switch f.value.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return f.value.Len() == 0
	case reflect.Struct:
		return false
	}
	return f.value.IsZero()
}

// collectFields lists the fields of a struct and of the structs embedded in it.
func collectFields(u *types.Struct, v reflect.Value, depth int, all *[]jsonField) {
	for i := range u.NumFields() {
		f := u.Field(i)
		name, opts, _ := strings.Cut(reflect.StructTag(u.Tag(i)).Get("json"), ",")
		if name == "-" && opts == "" {
			continue
		}
		if f.Embedded() && name == "" {
			if inner, value, ok := embeddedStruct(f, v.Field(i)); ok {
				if value.IsValid() {
					collectFields(inner, value, depth+1, all)
				}
				continue
			}
		}
		if !f.Exported() {
			continue
		}
		field := jsonField{name: name, tagged: name != "", depth: depth, typ: f.Type(), value: v.Field(i), opts: opts}
		if !field.tagged {
			field.name = unmark(f.Name())
		}
		*all = append(*all, field)
	}
}

// embeddedStruct gives the struct behind an embedded field; an invalid value
// when the pointer to it is nil.
func embeddedStruct(f *types.Var, v reflect.Value) (*types.Struct, reflect.Value, bool) {
	t := f.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t, v = p.Elem(), v.Elem()
	}
	u, ok := t.Underlying().(*types.Struct)
	return u, v, ok
}

// dominant tells whether a field hides the others of its name: the least
// nested one does, among those the tagged one, and nobody when there are two.
func dominant(all []jsonField, i int) bool {
	f := all[i]
	for j, g := range all {
		if j == i || g.name != f.name {
			continue
		}
		if g.depth < f.depth || g.depth == f.depth && (g.tagged || !f.tagged) {
			return false
		}
	}
	return true
}
