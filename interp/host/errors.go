package host

import (
	"reflect"
	"regexp"
	"runtime"
)

// plainValue turns the value of a panic into what compiled code would have
// panicked with. yaegi panics with reflect.Values around the script's value; a
// mistake that Go's run time would find, package reflect finds in other words.
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
	}
	return v
}

// sliceToArray finds the lengths in what reflect says of a conversion.
var sliceToArray = regexp.MustCompile(`^reflect: cannot convert slice with length (\d+) to (?:pointer to )?array with length (\d+)$`)

// reflectPanics are the panics of package reflect that a script can cause, with
// Go's words for each. The engine's own instructions say Go's words themselves;
// these come from the instructions that are left to yaegi.
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

// fail panics with a run-time error of Go's. The engine calls it.
func fail(message string) { panic(runtimeError(message)) }

// notNil is the value that panic(v) panics with: for nil, what Go 1.21 made of it.
func notNil(v any) any {
	if v == nil {
		return new(runtime.PanicNilError)
	}
	return v
}

// plainError is a run-time error of Go's whose text does not begin with "runtime
// error", such as a failed type assertion.
type plainError string

func (e plainError) Error() string { return string(e) }

// RuntimeError makes it a runtime.Error.
func (e plainError) RuntimeError() {}

var errNilDereference = runtimeError("invalid memory address or nil pointer dereference")

// runtimeError is a run-time error of Go's, by its text after "runtime error: ".
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }

// RuntimeError makes it a runtime.Error.
func (e runtimeError) RuntimeError() {}

// fatalError is a mistake for which Go ends the process; here it ends the
// instance: see Host.fatal.
type fatalError string

func (e fatalError) Error() string { return "fatal error: " + string(e) }
