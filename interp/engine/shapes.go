package engine

import "reflect"

// shapeOf returns what makes the effect of calling a compiled function out of the
// values of its arguments; nil if its signature is not listed and yaegi calls it.
// The list is of signatures that scripts call in loops. A new one needs its types
// in reader and writer.
func shapeOf(f any) func([]value) effect {
	switch f := f.(type) {
	case func():
		return func([]value) effect { return func(*frame, reflect.Value) { f() } }
	case func(int):
		return procedure1(f)
	case func(any):
		return procedure1(f)
	case func(any) any:
		return function1(f)
	case func(any) bool:
		return function1(f)
	case func(any) int:
		return function1(f)
	case func(any, any) bool:
		return function2(f)
	case func(any, string) any:
		return function2(f)
	case func(int, any) any:
		return function2(f)
	case func(int, any) bool:
		return function2(f)
	case func(int, any) int:
		return function2(f)
	case func(int) int:
		return function1(f)
	case func(int) uint:
		return function1(f)
	case func(int, int) int:
		return function2(f)
	case func(int) string:
		return function1(f)
	case func(rune) bool:
		return function1(f)
	case func(rune) rune:
		return function1(f)
	case func(float64) bool:
		return function1(f)
	case func(float64) float64:
		return function1(f)
	case func(float64, float64) float64:
		return function2(f)
	case func(string) bool:
		return function1(f)
	case func(string) int:
		return function1(f)
	case func(string) string:
		return function1(f)
	case func(string, int) string:
		return function2(f)
	case func(string, string) bool:
		return function2(f)
	case func(string, string) int:
		return function2(f)
	case func(string, string) string:
		return function2(f)
	}
	return nil
}

// procedure1 calls a function of one parameter and no result.
func procedure1[A any](f func(A)) func([]value) effect {
	return func(args []value) effect {
		a := reader[A](args[0])
		return func(in *frame, _ reflect.Value) { f(a(in)) }
	}
}

// function1 calls a function of one parameter and one result.
func function1[A, R any](f func(A) R) func([]value) effect {
	return func(args []value) effect {
		a, store := reader[A](args[0]), writer[R]()
		return func(in *frame, result reflect.Value) { store(result, f(a(in))) }
	}
}

// function2 calls a function of two parameters and one result. Arguments are read
// in order, as Go evaluates them.
func function2[A, B, R any](f func(A, B) R) func([]value) effect {
	return func(args []value) effect {
		a, b, store := reader[A](args[0]), reader[B](args[1]), writer[R]()
		return func(in *frame, result reflect.Value) { store(result, f(a(in), b(in))) }
	}
}

// reader reads a value as one of the types of parameters that shapeOf lists. It
// panics for any other type, when the instruction is made. The value in the frame
// may have a type of the script's of the same kind.
func reader[T any](v value) func(*frame) T {
	var read any
	switch any((*T)(nil)).(type) {
	case *any:
		read = func(f *frame) any { return v(f).Interface() }
	case *int:
		read = func(f *frame) int { return int(v(f).Int()) }
	case *rune:
		read = func(f *frame) rune { return rune(v(f).Int()) }
	case *float64:
		read = func(f *frame) float64 { return v(f).Float() }
	case *string:
		read = func(f *frame) string { return v(f).String() }
	}
	return read.(func(*frame) T)
}

// writer stores a result of one of the types of results that shapeOf lists, and
// panics for any other type, when the instruction is made. The slot is of the
// result's kind or, where yaegi has merged the call with an assignment, of an
// interface type.
func writer[T any]() func(reflect.Value, T) {
	var write any
	switch any((*T)(nil)).(type) {
	case *any:
		write = setAny
	case *bool:
		write = func(to reflect.Value, x bool) {
			if to.Kind() == reflect.Bool {
				to.SetBool(x)
			} else {
				setAny(to, x)
			}
		}
	case *int:
		write = func(to reflect.Value, x int) {
			if to.Kind() == reflect.Int {
				to.SetInt(int64(x))
			} else {
				setAny(to, x)
			}
		}
	case *uint:
		write = func(to reflect.Value, x uint) {
			if to.Kind() == reflect.Uint {
				to.SetUint(uint64(x))
			} else {
				setAny(to, x)
			}
		}
	case *rune:
		write = func(to reflect.Value, x rune) {
			if to.Kind() == reflect.Int32 {
				to.SetInt(int64(x))
			} else {
				setAny(to, x)
			}
		}
	case *float64:
		write = func(to reflect.Value, x float64) {
			if to.Kind() == reflect.Float64 {
				to.SetFloat(x)
			} else {
				setAny(to, x)
			}
		}
	case *string:
		write = func(to reflect.Value, x string) {
			if to.Kind() == reflect.String {
				to.SetString(x)
			} else {
				setAny(to, x)
			}
		}
	}
	return write.(func(reflect.Value, T))
}

// setAny stores a value in a slot of an interface type.
func setAny(to reflect.Value, x any) {
	if x == nil {
		to.SetZero()
	} else {
		to.Set(reflect.ValueOf(x))
	}
}
