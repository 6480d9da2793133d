//go:build amd64 || arm64

package rtype

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
)

// word makes a type like a struct of two fields, whose String returns a text and the
// first field.
func word(t *testing.T, text, shape string) (*Type, error) {
	t.Helper()
	made := New(reflect.TypeFor[struct{ A, B int }](), "main.T", "main", true, 0, 1)
	return made, made.SetMethods(nil, []Method{{
		Name: "String", Type: reflect.TypeFor[func() string](), Shape: shape,
		Call: func(x any, _ []reflect.Value) []reflect.Value {
			return []reflect.Value{reflect.ValueOf(fmt.Sprint(text, reflect.ValueOf(x).Elem().Field(0).Int()))}
		},
	}})
}

// When all entry points were taken, those that are free serve methods of the same
// shape, the one first that is free longest. A type that gets none takes none.
func TestFree(t *testing.T) {
	value := func(of *Type, n int) fmt.Stringer {
		return Retype(&struct{ A, B int }{n, 0}, of.Pointer()).(fmt.Stringer)
	}
	var old []*Type
	var values []fmt.Stringer
	for i, text := range []string{"a", "b"} {
		made, err := word(t, text, "word")
		if err != nil {
			t.Fatal(err)
		}
		old, values = append(old, made), append(values, value(made, i))
	}

	defer func(next int) { pool.next = next }(pool.next)
	pool.next = MaxEntries
	if _, err := word(t, "c", "word"); !errors.Is(err, errFull) {
		t.Fatalf("while all are in use: %v", err)
	}
	old[1].Free()
	old[0].Free()
	if got := fmt.Sprint(values); got != "[a0 b1]" {
		t.Errorf("before their places are taken, the methods are %s", got)
	}
	if _, err := word(t, "c", "another shape"); !errors.Is(err, errFull) {
		t.Errorf("with a shape that is not free: %v", err)
	}

	made, err := word(t, "c", "word")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(value(made, 7), values); got != "c7 [a0 c1]" {
		t.Errorf("after one place was taken, the methods are %s", got)
	}
}
