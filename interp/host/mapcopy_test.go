package host

import (
	"reflect"
	"sync"
	"testing"
)

type withMap struct {
	M    map[string]int
	Next *withMap
	n    int
}

type withMethod struct{ m map[string]int }

func (*withMethod) Method() {}

type chain struct {
	Next *chain
	X    any
}

// What leads to no map is not copied, nor what pointers lead to where they are not
// followed, or have methods.
func TestCopyMapsKeeps(t *testing.T) {
	m := map[string]int{"a": 1}
	long := &chain{X: m}
	for range 1_000_000 {
		long = &chain{Next: long}
	}
	tests := []struct {
		name     string
		x        any
		pointers bool
	}{
		{"a number", 1, true},
		{"text", []string{"a"}, true},
		{"any without a map", []any{1, "a", nil, []any{2.5}}, true},
		{"nil maps", []any{map[string]int(nil), withMap{}, &withMap{}}, true},
		{"a pointer", &withMap{M: m}, false},
		{"a pointer in a slice", []any{&withMap{M: m}}, false},
		{"a pointer with methods", &withMethod{m}, true},
		{"a function", func() int { return m["a"] }, true},
		{"a channel", make(chan map[string]int), true},
		{"what lies too deep", long, true},
	}
	for _, test := range tests {
		if _, copied := copyMaps(reflect.ValueOf(test.x), test.pointers, new(sync.Mutex)); copied {
			t.Errorf("%s is copied", test.name)
		}
	}
}

// A copy is equal to the original and has none of its maps.
func TestCopyMaps(t *testing.T) {
	shared := map[string]int{"a": 1}
	cycle := map[string]any{"a": 1}
	cycle["self"] = cycle
	ring := &withMap{M: shared}
	ring.Next = ring
	list := []any{shared, nil}
	list[1] = list
	for _, x := range []any{
		shared, cycle, ring, list,
		[]map[string]int{shared, nil, {}},
		[2]map[string]int{shared},
		map[string]map[string]int{"x": shared},
		map[any]any{1: shared, "x": []any{shared}},
		withMap{M: shared, n: 5},
		withMethod{shared},
		struct{ any }{withMap{M: shared, Next: &withMap{M: shared}}},
		&shared,
		[]*withMap{ring, ring, nil},
	} {
		made, copied := copyMaps(reflect.ValueOf(x), true, new(sync.Mutex))
		if !copied || made.Type() != reflect.TypeOf(x) || !reflect.DeepEqual(x, made.Interface()) {
			t.Errorf("%T: copied %t, %v", x, copied, made.Type())
			continue
		}
		before := mapsOf(reflect.ValueOf(x))
		for at := range mapsOf(made) {
			if before[at] {
				t.Errorf("%T: the copy has a map of the original", x)
			}
		}
	}
}

// mapsOf finds the addresses of all maps that a value leads to.
func mapsOf(v reflect.Value) map[uintptr]bool {
	found, seen := map[uintptr]bool{}, map[visited]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Map, reflect.Pointer, reflect.Slice:
			if v.IsNil() || seen[visit(v)] {
				return
			}
			seen[visit(v)] = true
		}
		switch v.Kind() {
		case reflect.Map:
			found[v.Pointer()] = true
			for e := v.MapRange(); e.Next(); {
				walk(e.Value())
			}
		case reflect.Pointer:
			walk(v.Elem())
		case reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(v)
	return found
}
