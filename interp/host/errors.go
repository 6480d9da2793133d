package host

import (
	"reflect"
	"regexp"
	"runtime"
	"strings"
)

// plainValue takes the reflect.Value off that yaegi panics with, and says what
// reflection says of a script's mistake in Go's words.
func plainValue(v any) any {
	for {
		rv, ok := v.(reflect.Value)
		if !ok {
			break
		}
		if !rv.IsValid() || !rv.CanInterface() {
			return nil
		}
		v = rv.Interface()
	}
	switch x := v.(type) {
	case *reflect.ValueError:
		return errNilDereference
	case string:
		if text, ok := reflectPanics[x]; ok {
			return runtimeError(text)
		}
		if found := sliceToArray.FindStringSubmatch(x); found != nil {
			return runtimeError("cannot convert slice with length " + found[1] + " to array or pointer to array with length " + found[2])
		}
	case error:
		if typ, ok := strings.CutPrefix(x.Error(), "hash of unhashable type: "); ok {
			return runtimeError("hash of unhashable type " + typ)
		}
	}
	return v
}

var sliceToArray = regexp.MustCompile(`^reflect: cannot convert slice with length (\d+) to (?:pointer to )?array with length (\d+)$`)

// reflectPanics are the panics of package reflect that a script can cause.
var reflectPanics = map[string]string{
	"reflect: slice index out of range":                     "index out of range",
	"reflect: array index out of range":                     "index out of range",
	"reflect: string index out of range":                    "index out of range",
	"reflect.Value.Slice: slice index out of bounds":        "slice bounds out of range",
	"reflect.Value.Slice: string slice index out of bounds": "slice bounds out of range",
	"reflect.Value.Slice3: slice index out of bounds":       "slice bounds out of range",
	"reflect.MakeSlice: negative len":                       "makeslice: len out of range",
	"reflect.MakeSlice: negative cap":                       "makeslice: cap out of range",
	"reflect.MakeSlice: len > cap":                          "makeslice: cap out of range",
	"reflect.Append: slice overflow":                        "growslice: len out of range",
	"reflect.Value.Grow: slice overflow":                    "growslice: len out of range",
	"reflect: Call using zero Value argument":               "invalid memory address or nil pointer dereference",
	"reflect: Method on nil interface value":                "invalid memory address or nil pointer dereference",
	"reflect: call of nil function":                         "invalid memory address or nil pointer dereference",
	"reflect.Value.Call: call of nil function":              "invalid memory address or nil pointer dereference",
}

// fail panics with one of Go's run-time errors.
func fail(message string) { panic(runtimeError(message)) }

// notNil is what panic panics with: nil it does not take.
func notNil(v any) any {
	if v == nil {
		return new(runtime.PanicNilError)
	}
	return v
}

// plainError is a run-time error of Go that does not say that it is one.
type plainError string

func (e plainError) Error() string { return string(e) }

// RuntimeError makes it a runtime.Error.
func (e plainError) RuntimeError() {}

var errNilDereference = runtimeError("invalid memory address or nil pointer dereference")

// runtimeError is what Go's own run-time errors are to a script.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }

// RuntimeError makes it a runtime.Error.
func (e runtimeError) RuntimeError() {}

// fatalError is what Go ends the process with.
type fatalError string

func (e fatalError) Error() string { return "fatal error: " + string(e) }
