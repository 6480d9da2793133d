package document

import (
	"bytes"
	"cmp"
	"encoding"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// JavaScript does not hold whole numbers beyond 2^53 exactly: a browser would change them.
// So those of Go's whole types travel as text, in both directions, wherever they stand in a
// value. A float64 stays a number, as it is the same in a browser.

// mayBeWide matches JSON that may have such a number.
var mayBeWide = regexp.MustCompile(`(?:^|[\[:,-])[0-9]{16}`)

// wide matches the text of such a number.
var wide = regexp.MustCompile(`^-?[0-9]{16,}$`)

// Encode returns a value of a component as JSON for a browser: as package json does, but
// for the numbers above.
func Encode(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil || len(text) < 16 || !mayBeWide.Match(text) {
		return text, err
	}
	return replaced(text, reflect.ValueOf(v), func(part any, v reflect.Value) any {
		n, isNumber := part.(json.Number)
		if !isNumber || v.CanFloat() || !wide.MatchString(n.String()) {
			return part
		}
		if f, err := n.Float64(); err == nil && math.Abs(f) < 1<<53 {
			return part
		}
		return n.String()
	})
}

// Decode decodes the value of an event, as package json does, but for two things. null is
// no value. A whole number of 16 digits or more may come as text, which is what a browser
// has been given and what its elements have.
func (e Event) Decode(v any) error {
	err := json.Unmarshal(e.Value, v)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) && wrong.Value == "string" {
		text, failed := replaced(e.Value, reflect.ValueOf(v), func(part any, v reflect.Value) any {
			if text, isText := part.(string); isText && (v.CanInt() || v.CanUint() || v.CanFloat()) && wide.MatchString(text) {
				return json.Number(text)
			}
			return part
		})
		if failed == nil && json.Unmarshal(text, v) == nil {
			return nil
		}
	}
	if err == nil && string(bytes.TrimSpace(e.Value)) == "null" {
		err = errors.New("null is no value")
	}
	return err
}

// replaced returns the JSON of a Go value with other parts: by is given each part that is
// neither a list nor an object, with the Go value that it is of.
func replaced(text []byte, of reflect.Value, by func(part any, v reflect.Value) any) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var part any
	if err := d.Decode(&part); err != nil {
		return nil, err
	}
	return json.Marshal(replacedIn(part, of, by))
}

func replacedIn(part any, v reflect.Value, by func(part any, v reflect.Value) any) any {
	v = within(v)
	if part == nil || !v.IsValid() {
		return part
	}
	switch part := part.(type) {
	case []any:
		for i := range part {
			part[i] = replacedIn(part[i], element(v, i), by)
		}
		return part
	case map[string]any:
		for name := range part {
			part[name] = replacedIn(part[name], member(v, name), by)
		}
		return part
	}
	return by(part, v)
}

// own are the types that write or read their JSON themselves.
var own = []reflect.Type{reflect.TypeFor[json.Marshaler](), reflect.TypeFor[json.Unmarshaler](),
	reflect.TypeFor[encoding.TextMarshaler](), reflect.TypeFor[encoding.TextUnmarshaler]()}

// within returns what pointers and interfaces lead to, a zero value where a pointer is nil.
// The result is invalid where that is not known, or is of a type that has JSON of its own.
func within(v reflect.Value) reflect.Value {
	for v.IsValid() {
		for _, t := range own {
			if v.Type().Implements(t) || reflect.PointerTo(v.Type()).Implements(t) {
				return reflect.Value{}
			}
		}
		switch {
		case v.Kind() == reflect.Pointer && v.IsNil():
			v = reflect.Zero(v.Type().Elem())
		case v.Kind() == reflect.Pointer, v.Kind() == reflect.Interface:
			v = v.Elem()
		default:
			return v
		}
	}
	return v
}

// element returns an element of a list, a zero value where the list has it not yet.
func element(v reflect.Value, i int) reflect.Value {
	switch k := v.Kind(); {
	case k != reflect.Slice && k != reflect.Array:
		return reflect.Value{}
	case i < v.Len():
		return v.Index(i)
	}
	return reflect.Zero(v.Type().Elem())
}

// member returns what a map or a struct has under the name of a member of an object.
func member(v reflect.Value, name string) reflect.Value {
	switch v.Kind() {
	case reflect.Map:
		key := reflect.New(v.Type().Key()).Elem()
		if key.Kind() == reflect.String {
			key.SetString(name)
		} else if json.Unmarshal([]byte(name), key.Addr().Interface()) != nil {
			return reflect.Value{}
		}
		if e := v.MapIndex(key); e.IsValid() {
			return e
		}
		return reflect.Zero(v.Type().Elem())
	case reflect.Struct:
		return field(v, name)
	}
	return reflect.Value{}
}

// field returns the field of a struct that package json means by a name. It returns none for
// a field that is written as text by the option "string". outer are the structs that v is
// embedded in.
func field(v reflect.Value, name string, outer ...reflect.Type) (found reflect.Value) {
	outer = append(outer, v.Type())
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		known := cmp.Or(tag, f.Name)
		inner := within(v.Field(i))
		switch {
		case tag == "-" && options == "":
		case f.Anonymous && tag == "" && f.Type.Kind() != reflect.Interface && inner.Kind() == reflect.Struct:
			if !found.IsValid() && !slices.Contains(outer, inner.Type()) {
				found = field(inner, name, outer...)
			}
		case !f.IsExported() || !strings.EqualFold(known, name):
		case strings.Contains(","+options+",", ",string,"):
			return reflect.Value{}
		case known == name:
			return v.Field(i)
		default:
			found = v.Field(i)
		}
	}
	return found
}
