package engine

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// Variables of every kind are zero, hold what they are set to, and keep alive
// what they point to.
func TestFrame(t *testing.T) {
	type pair struct{ A, B int32 }
	type named struct{ Name string }
	fresh := func() []any {
		n := new(int)
		*n = 42
		return []any{
			true, 7, int8(-1), uint16(9), 2.5, complex(1, 2), float32(0.5), uintptr(3),
			strings.Repeat("text", 3), []int{1, 2, 3}, []string{strings.Repeat("x", 9)}, n,
			map[string]*int{"n": n}, make(chan int, 1), func() int { return *n },
			pair{1, 2}, named{strings.Repeat("n", 5)}, [3]int{1, 2, 3}, [100]int{99: 1}, [2]*int{n, n}, struct{}{},
		}
	}
	var types []reflect.Type
	for _, v := range fresh() {
		types = append(types, reflect.TypeOf(v))
	}
	types = append(types, reflect.TypeFor[any](), reflect.TypeFor[error](), reflect.TypeFor[fmt.Stringer]())
	values := func() (vs []reflect.Value) {
		for _, v := range fresh() {
			vs = append(vs, reflect.ValueOf(v))
		}
		return append(vs, reflect.ValueOf([]int{5}), reflect.ValueOf(errors.New(strings.Repeat("e", 4))), reflect.ValueOf(new(strings.Builder)))
	}
	l := layoutOf(types)
	for round := range 20 {
		outer := &frame{}
		f := newFrame(outer, len(l.slots))
		l.fill(f.data, nil)
		for i, v := range f.data {
			if !v.CanSet() || v.Type() != types[i] || !v.IsZero() {
				t.Fatalf("round %d: the new variable is %v of %v, want a zero %v", round, v, v.Type(), types[i])
			}
		}
		want := values()
		for i, v := range f.data {
			v.Set(want[i])
		}
		runtime.GC()
		for range 100 {
			_ = make([]*int, 100)
		}
		for i, v := range f.data {
			if got, want := fmt.Sprintf("%v", v), fmt.Sprintf("%v", want[i]); got != want {
				t.Fatalf("round %d: %v is %s, want %s", round, types[i], got, want)
			}
		}
		if got := f.data[14].Call(nil)[0].Int(); got != 42 {
			t.Fatalf("the function gives %d", got)
		}
	}
}

// Frames of every size have room for their values, and share none.
func TestFrameSizes(t *testing.T) {
	outer := &frame{id: 3}
	outer.root = outer
	for n := range 70 {
		f := newFrame(outer, n)
		if len(f.data) != n || f.anc != outer || f.root != outer || f.id != 3 {
			t.Fatalf("a frame for %d has %d, in %p", n, len(f.data), f.anc)
		}
	}
}

// Results that have a place already are left there.
func TestFillLeavesResults(t *testing.T) {
	l := layoutOf([]reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[int](), reflect.TypeFor[int]()})
	data, place := make([]reflect.Value, 3), reflect.ValueOf(new(int)).Elem()
	data[0] = place
	l.fill(data, []value{func(*frame) reflect.Value { return place }, nil})
	data[0].SetInt(5)
	if place.Int() != 5 || !data[1].IsValid() || !data[2].IsValid() {
		t.Errorf("%v", data)
	}
}
