package host

import (
	"encoding"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// Compiled code that prints or encodes a value goes through its parts by recursion.
// Go ends the process when that fills the stack: for a list that holds itself, or one
// that is a million lists deep. So the depth of what scripts give to such code is
// looked at first.

// maxDepth bounds how deep values may be nested that compiled code goes through;
// encoding/json decodes no deeper ones. maxParts bounds how many parts they may have
// that are nested without a bound by their types: a list of 40 lists, each twice in
// the one before, has 2^40.
const (
	maxDepth = 10_000
	maxParts = 20_000_000
)

// reader is a way in which compiled code goes through values.
type reader struct {
	pointers bool           // it follows pointers below the outermost value
	cycles   bool           // it finds values that hold themselves
	tag      string         // the key of tags that leave fields out; unexported ones are left out as well
	stops    []reflect.Type // values with the methods of these are asked, and not gone through
}

var (
	prints       = reader{}
	encodesJSON  = reader{true, true, "json", []reflect.Type{reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()}}
	encodesXML   = reader{true, false, "xml", []reflect.Type{reflect.TypeFor[xml.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()}}
	errCycle     = runtimeError("a value holds itself")
	errTooDeep   = runtimeError(fmt.Sprintf("a value is nested more than %d deep", maxDepth))
	errTooManyIn = runtimeError(fmt.Sprintf("a value has more than %d parts", maxParts))
)

// mustEnd panics when compiled code would go through one of the values without an end.
func (h *Host) mustEnd(how reader, list ...any) {
	for _, x := range list {
		if err := h.endless(how, x); err != nil {
			panic(err)
		}
	}
}

// endless returns why compiled code must not go through a value; nil when it may.
func (h *Host) endless(how reader, x any) error {
	switch x.(type) {
	case nil, string, int, bool, float64: // most are
		return nil
	}
	v := reflect.ValueOf(x)
	if !h.nests(v.Type()) {
		return nil
	}
	if h.program.concurrent {
		h.maps.Lock() // the walk reads maps
		defer h.maps.Unlock()
	}
	w := walk{host: h, reader: how, above: map[above]bool{}}
	if v.Kind() == reflect.Pointer && !how.pointers { // printing follows the outermost pointer
		v = v.Elem()
	}
	w.value(v, 0)
	if how.cycles && w.err == errCycle {
		return nil
	}
	return w.err
}

// walk goes through one value as compiled code does.
type walk struct {
	reader
	host  *Host
	parts int
	above map[above]bool // what the part is in, from a depth of maxDepth/2
	err   error
}

// above is a pointer, a map or a slice that a part is in.
type above struct {
	at  unsafe.Pointer
	len int // of a slice
	typ reflect.Type
}

// value goes through a part of the value. It does nothing once there is an error.
func (w *walk) value(v reflect.Value, depth int) {
	if w.err != nil || !v.IsValid() || !w.host.nests(v.Type()) || w.stopsAt(v.Type()) {
		return
	}
	if w.parts++; w.parts > maxParts {
		w.err = errTooManyIn
	}
	if depth > maxDepth {
		w.err = errTooDeep
		return
	}
	if at := whole(v); depth > maxDepth/2 && at != (above{}) {
		if w.above[at] {
			w.err = errCycle
			return
		}
		w.above[at] = true
		defer delete(w.above, at)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if w.pointers {
			w.value(v.Elem(), depth+1)
		}
	case reflect.Interface:
		w.value(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			w.value(v.Index(i), depth+1)
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			w.value(entries.Key(), depth+1)
			w.value(entries.Value(), depth+1)
		}
	case reflect.Struct:
		if group := groupOf(v); w.tag == "" && group.IsValid() {
			w.value(group, depth+1)
			return
		}
		for i := range v.NumField() {
			if w.reads(v.Type().Field(i)) {
				w.value(v.Field(i), depth+1)
			}
		}
	}
}

// slogGroup is the type of what a slog.Value holds for a group: a pointer to the first of
// its attributes.
var slogGroup = reflect.ValueOf(slog.GroupValue()).FieldByName("any").Elem().Type()

// groupOf returns the attributes of a slog.Value that is a group, which are printed
// though a pointer leads to them. It is not valid for anything else.
func groupOf(v reflect.Value) reflect.Value {
	if v.Type() != reflect.TypeFor[slog.Value]() {
		return reflect.Value{}
	}
	first := v.FieldByName("any").Elem()
	if !first.IsValid() || first.Type() != slogGroup {
		return reflect.Value{}
	}
	return reflect.ValueOf(unsafe.Slice((*slog.Attr)(first.UnsafePointer()), v.FieldByName("num").Uint()))
}

// whole identifies a pointer, a map or a slice; nothing of another kind.
func whole(v reflect.Value) above {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map:
		return above{v.UnsafePointer(), 0, v.Type()}
	case reflect.Slice:
		return above{v.UnsafePointer(), v.Len(), v.Type()}
	}
	return above{}
}

// reads reports whether compiled code looks at a field.
func (w *walk) reads(f reflect.StructField) bool {
	if w.tag == "" {
		return true
	}
	name, _, _ := strings.Cut(f.Tag.Get(w.tag), ",")
	return (f.IsExported() || f.Anonymous) && name != "-"
}

// stopsAt reports whether compiled code asks values of a type, or of pointers to it.
func (w *walk) stopsAt(t reflect.Type) bool {
	return slices.ContainsFunc(w.stops, func(asked reflect.Type) bool {
		return t.Kind() != reflect.Interface && (t.Implements(asked) || reflect.PointerTo(t).Implements(asked))
	})
}

// nests reports whether the types of values do not say how deep they are nested: they
// hold an interface, or lead back to themselves.
func (h *Host) nests(t reflect.Type) bool {
	if k := t.Kind(); k <= reflect.Complex128 || k == reflect.String {
		return false
	}
	if known, ok := h.nesting.Load(t); ok {
		return known.(bool)
	}
	found := nests(t, map[reflect.Type]bool{})
	h.nesting.Store(t, found)
	return found
}

// nests is Host.nests of a type below those in above.
func nests(t reflect.Type, above map[reflect.Type]bool) bool {
	if above[t] {
		return true
	}
	above[t] = true
	defer delete(above, t)
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return nests(t.Elem(), above)
	case reflect.Map:
		return nests(t.Key(), above) || nests(t.Elem(), above)
	case reflect.Struct:
		for i := range t.NumField() {
			if nests(t.Field(i).Type, above) {
				return true
			}
		}
	}
	return false
}

// checked returns what a compiled function is for a host that prints values: see
// Host.checked.
func checked(f any) func(h *Host) any {
	return func(h *Host) any { return h.checked(f) }
}

// checked returns what a compiled function is that prints its last arguments: the same,
// but it panics when there is one that it would go through without an end, and gets
// copies of maps (see crossing). It panics itself when it does not know the signature.
func (h *Host) checked(f any) any {
	typed := frequent(f, func(list []any) []any {
		h.mustEnd(prints, list...)
		return h.copyArguments(list, true)
	})
	if typed != nil {
		return typed
	}
	t := reflect.TypeOf(f)
	last := t.NumIn() - 1
	if !t.IsVariadic() || !holdsMaps(t.In(last), true) {
		panic(fmt.Sprintf("host: %s prints nothing", t))
	}
	call := reflect.ValueOf(f).CallSlice
	return reflect.MakeFunc(t, func(in []reflect.Value) []reflect.Value {
		for i := range in[last].Len() {
			h.mustEnd(prints, in[last].Index(i).Interface())
		}
		if h.program.concurrent {
			in[last], _ = copyMaps(in[last], true, &h.maps)
		}
		return call(in)
	}).Interface()
}

// printers are the methods that print their last arguments, by the names of the host's
// functions for them.
var printers = map[string]any{
	"LoggerPrint": (*log.Logger).Print, "LoggerPrintf": (*log.Logger).Printf, "LoggerPrintln": (*log.Logger).Println,
	"LoggerPanic": (*log.Logger).Panic, "LoggerPanicf": (*log.Logger).Panicf, "LoggerPanicln": (*log.Logger).Panicln,

	"SlogDebug": (*slog.Logger).Debug, "SlogDebugContext": (*slog.Logger).DebugContext,
	"SlogInfo": (*slog.Logger).Info, "SlogInfoContext": (*slog.Logger).InfoContext,
	"SlogWarn": (*slog.Logger).Warn, "SlogWarnContext": (*slog.Logger).WarnContext,
	"SlogError": (*slog.Logger).Error, "SlogErrorContext": (*slog.Logger).ErrorContext,
	"SlogLog": (*slog.Logger).Log, "SlogLogAttrs": (*slog.Logger).LogAttrs, "SlogWith": (*slog.Logger).With,
}

// encodeJSON is e.Encode(v), with a copy of v where that has maps.
func (h *Host) encodeJSON(e *json.Encoder, v any) error {
	if err := h.endless(encodesJSON, v); err != nil {
		return err
	}
	return e.Encode(h.Copied(v))
}

// encodeXML is e.Encode(v). Package xml looks into no map.
func (h *Host) encodeXML(e *xml.Encoder, v any) error {
	if err := h.endless(encodesXML, v); err != nil {
		return err
	}
	return e.Encode(v)
}

// encodeXMLElement is e.EncodeElement(v, start).
func (h *Host) encodeXMLElement(e *xml.Encoder, v any, start xml.StartElement) error {
	if err := h.endless(encodesXML, v); err != nil {
		return err
	}
	return e.EncodeElement(v, start)
}

// encoder returns what a compiled function that encodes its first parameter is for a
// host: the same, but it gives an error for a value that it would go through without
// an end, and gets copies of maps (see crossing).
func encoder[F func(any) ([]byte, error) | func(any, string, string) ([]byte, error)](how reader, f F) func(h *Host) any {
	return func(h *Host) any {
		switch f := any(f).(type) {
		case func(any) ([]byte, error):
			return func(v any) ([]byte, error) {
				if err := h.endless(how, v); err != nil {
					return nil, err
				}
				return f(h.Copied(v))
			}
		case func(any, string, string) ([]byte, error):
			return func(v any, prefix, indent string) ([]byte, error) {
				if err := h.endless(how, v); err != nil {
					return nil, err
				}
				return f(h.Copied(v), prefix, indent)
			}
		}
		panic("host: not an encoder")
	}
}

// Printable returns a value that can be printed by compiled code: the value, or a copy
// where it leads to maps (see crossing); an error in its place if it cannot.
func (h *Host) Printable(x any) any {
	if err := h.endless(prints, x); err != nil {
		return fmt.Errorf("%T that cannot be printed: %w", x, err)
	}
	return h.Copied(x)
}
