package engine

import (
	"reflect"
	"testing"
)

// A closure is found in every function that is made of it, wherever that is
// kept, and in no other function.
func TestClosureOf(t *testing.T) {
	if !findable() {
		t.Fatal("closures are not found: the layout of function values is another one")
	}
	type hook func()
	var nothing func()
	other := 0
	for _, typ := range []reflect.Type{
		reflect.TypeFor[func()](), reflect.TypeFor[func(int, int) bool](), reflect.TypeFor[func(string) error](), reflect.TypeFor[hook](), reflect.TypeFor[func(...any) (int, bool)](),
	} {
		c := &closure{}
		f := reflect.New(typ).Elem()
		f.Set(c.value(typ))
		boxed := reflect.ValueOf(f.Interface())
		inMap := reflect.ValueOf(map[string]any{"f": f.Interface()}).MapIndex(reflect.ValueOf("f")).Elem()
		for _, v := range []reflect.Value{f, boxed, inMap} {
			if closureOf(v) != c {
				t.Errorf("%v: the closure is not found in %v", typ, v)
			}
		}
	}
	for _, f := range []any{
		nothing, TestClosureOf, func() { other++ }, t.Log, reflect.ValueOf(t).MethodByName("Name").Interface(),
		reflect.MakeFunc(reflect.TypeFor[func(string)](), func([]reflect.Value) []reflect.Value { other++; return nil }).Interface(),
	} {
		if closureOf(reflect.ValueOf(f)) != nil {
			t.Errorf("there is a closure in %T", f)
		}
	}
	if closureOf(reflect.ValueOf(7)) != nil || closureOf(reflect.Value{}) != nil {
		t.Error("there is a closure in what is no function")
	}
}
