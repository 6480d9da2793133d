package host

import (
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/lower"
)

// Go ends the process when compiled code reads a map of the script's while another
// goroutine of the script writes to it: the engine's lock guards the script's own
// instructions only (see engine.Host.Maps). So in a program with several goroutines
// compiled functions get copies of the maps that they are given, which are made under
// that lock. Functions that call back into the script, or wait, cannot run under it.

// crossing says what becomes of the maps that a script gives to a compiled function.
type crossing uint8

const (
	kept     crossing = iota // nothing: the function has none, or keeps the script's own
	copied                   // the function gets copies
	followed                 // also of those behind pointers
	locked                   // it is a method of the map, and runs under the lock
	decoded                  // its last argument is a pointer; a map there is filled afterwards
)

// keepers are the packages whose functions hand out later what they were given, or
// change it: the script must find its own maps there. Those of errors, encoding/binary
// and encoding/xml look into no map.
var keepers = map[string]bool{
	"container/heap": true, "container/list": true, "container/ring": true,
	"context": true, "encoding/binary": true, "encoding/xml": true, "errors": true,
	"sort": true, "sync": true, "sync/atomic": true,
}

// readers are the packages whose functions read what pointers lead to, but for
// functions that scan.
var readers = map[string]bool{
	"encoding/json": true, "fmt": true, "html/template": true, "log": true, "log/slog": true, "net/textproto": true, "text/template": true,
}

// decoders are the functions and methods of readers that write to what they are given.
var decoders = map[string]bool{"encoding/json.Unmarshal": true, "encoding/json.Decode": true}

// crossingOf returns what becomes of the maps that a compiled function of a package is
// given. A method has its receiver as the first parameter.
func crossingOf(path, name string, t reflect.Type, method bool) crossing {
	params := slices.Collect(t.Ins())
	if method && params[0].Kind() == reflect.Map {
		if !slices.ContainsFunc(params[1:], callsBack) {
			return locked
		}
		return copied
	}
	if method {
		params = params[1:]
	}

	switch {
	case keepers[path]:
		return kept
	case decoders[path+"."+name]:
		return decoded
	case readers[path] && !strings.Contains(strings.ToLower(name), "scan"):
		if slices.ContainsFunc(params, func(t reflect.Type) bool { return holdsMaps(t, true) }) {
			return followed
		}
	case slices.ContainsFunc(params, func(t reflect.Type) bool { return holdsMaps(t, false) }):
		return copied
	}
	return kept
}

// callsBack reports whether a function may call the script by an argument of a type.
func callsBack(t reflect.Type) bool {
	return t.Kind() == reflect.Func || t.Kind() == reflect.Interface
}

// symbolName is where a symbol stands in yaegi's tables: see Host.Symbols.
type symbolName struct{ key, name string }

// hostKey is the host package in yaegi's tables.
const hostKey = lower.HostPackage + "//host"

// crossingFunc is a compiled function that must not get maps as they are, or a method
// as a function of its receiver.
type crossingFunc struct {
	function reflect.Value
	crossing crossing
	method   bool
}

// useMethods gives the methods that scripts call by functions of the host a place in
// the host package.
func (p *Program) useMethods(r *lower.Result, tables *compiled.Tables) {
	for name, m := range r.Methods {
		f := crossingFunc{function: methodExpr(m, tables), method: true}
		if p.crosses(&f, m.Pkg().Path(), m.Name()) {
			p.crossing[symbolName{hostKey, name}] = f
		} else {
			p.lent[name] = f.function
		}
	}
}

// crosses finds out what becomes of the maps that a function is given. It reports
// whether hosts have to see to them.
func (p *Program) crosses(f *crossingFunc, path, name string) bool {
	if p.concurrent && f.function.Kind() == reflect.Func && !f.function.CanAddr() {
		f.crossing = crossingOf(path, name, f.function.Type(), f.method)
	}
	return f.crossing != kept
}

// guard returns the function as scripts of this host call it.
func (h *Host) guard(f crossingFunc) reflect.Value {
	t, call := f.function.Type(), f.function.Call
	if t.IsVariadic() {
		call = f.function.CallSlice
	}
	switch f.crossing {
	case locked:
		return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
			h.maps.Lock()
			defer h.maps.Unlock()
			return call(args)
		})
	case decoded:
		return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value { return h.decode(args, call) })
	}

	follow := f.crossing == followed
	copies := func(list []any) []any { return h.copyArguments(list, follow) }
	if typed := frequent(f.function.Interface(), copies); typed != nil {
		return reflect.ValueOf(typed)
	}
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		for i, a := range args {
			if i > 0 || !f.method || a.Kind() == reflect.Map { // any other receiver is the script's own
				args[i], _ = copyMaps(a, follow, &h.maps)
			}
		}
		return call(args)
	})
}

// frequent returns a function of one of the frequent signatures with copies of its
// arguments, nil for others, which reflection has to make.
func frequent(f any, copies func([]any) []any) any {
	switch f := f.(type) {
	case func(...any):
		return func(a ...any) { f(copies(a)...) }
	case func(...any) string:
		return func(a ...any) string { return f(copies(a)...) }
	case func(...any) (int, error):
		return func(a ...any) (int, error) { return f(copies(a)...) }
	case func(string, ...any):
		return func(s string, a ...any) { f(s, copies(a)...) }
	case func(string, ...any) string:
		return func(s string, a ...any) string { return f(s, copies(a)...) }
	case func(string, ...any) error:
		return func(s string, a ...any) error { return f(s, copies(a)...) }
	case func(string, ...any) (int, error):
		return func(s string, a ...any) (int, error) { return f(s, copies(a)...) }
	case func(io.Writer, ...any) (int, error):
		return func(w io.Writer, a ...any) (int, error) { return f(w, copies(a)...) }
	case func(io.Writer, string, ...any) (int, error):
		return func(w io.Writer, s string, a ...any) (int, error) { return f(w, s, copies(a)...) }
	case func(any) ([]byte, error):
		return func(a any) ([]byte, error) { return f(copies([]any{a})[0]) }
	}
	return nil
}

// Copied returns a value of the script's that its goroutines do not write to any more,
// as compiled code may read it.
func (h *Host) Copied(x any) any { return h.copyArguments([]any{x}, true)[0] }

// copyArguments returns arguments without maps of the script's. The list is copied
// where one of them is: it may be the script's own.
func (h *Host) copyArguments(list []any, follow bool) []any {
	if !h.program.concurrent {
		return list
	}
	own := false
	for i, x := range list {
		switch x.(type) {
		case nil, string, int, bool, float64: // most are
			continue
		}
		made, copied := copyMaps(reflect.ValueOf(x), follow, &h.maps)
		if !copied {
			continue
		}
		if !own {
			list, own = slices.Clone(list), true
		}
		list[i] = made.Interface()
	}
	return list
}

// decode calls a function that decodes into what its last argument points to. Where
// that is a map without methods, the function fills one of its own, whose entries the
// script's map gets afterwards.
func (h *Host) decode(args []reflect.Value, call func([]reflect.Value) []reflect.Value) []reflect.Value {
	last := &args[len(args)-1]
	to := last.Elem()
	if to.Kind() != reflect.Pointer || to.IsNil() || to.Elem().Kind() != reflect.Map || to.NumMethod() > 0 {
		return call(args)
	}

	given := to.Elem()
	made := reflect.New(given.Type())
	if !given.IsNil() {
		made.Elem().Set(reflect.MakeMap(given.Type()))
	}
	*last = reflect.ValueOf(made.Interface())
	results := call(args)

	h.maps.Lock()
	defer h.maps.Unlock()
	if given.IsNil() || made.Elem().IsNil() {
		given.Set(made.Elem())
		return results
	}
	for entries := made.Elem().MapRange(); entries.Next(); {
		given.SetMapIndex(entries.Key(), entries.Value())
	}
	return results
}
