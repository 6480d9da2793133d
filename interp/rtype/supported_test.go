//go:build amd64 || arm64

package rtype

import (
	"reflect"
	"testing"
	"unsafe"
)

func TestSupported(t *testing.T) {
	if err := Supported(); err != nil {
		t.Error(err)
	}
}

// otherStruct differs from sampleStruct in the type of a field.
type otherStruct struct {
	First  int8
	Second any
}

func (otherStruct) Sample() {}

// A layout that is read where another type lies is found to be wrong.
func TestDescribes(t *testing.T) {
	for _, a := range samples {
		for _, b := range samples {
			if describes(pointerOf(a), b) != (a == b) {
				t.Errorf("the layout of %s is taken for that of %s, or not for its own", a, b)
			}
		}
	}
	if describes(pointerOf(reflect.TypeFor[otherStruct]()), reflect.TypeFor[sampleStruct]()) {
		t.Error("a struct is taken for one with fields of other types")
	}
}

// A made type that is not what was asked for is found.
func TestProbe(t *testing.T) {
	tests := []struct {
		name   string
		change func(*probe)
	}{
		{"name", func(p *probe) { p.name = "other" }},
		{"size", func(p *probe) { p.size = unsafe.Sizeof(int8(0)) }},
		{"field", func(p *probe) { p.field = "first" }},
		{"method's result", func(p *probe) { p.says = "c" }},
		{"methods", func(p *probe) { p.value, p.name, p.field = sampleStruct{}, "sampleStruct", "first" }},
	}
	if err := newProbe().check(); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		p := newProbe()
		if test.change(&p); p.check() == nil {
			t.Errorf("another %s is not found", test.name)
		}
	}
}

func TestStackUsed(t *testing.T) {
	if err := stackHolds(); err != nil {
		t.Error(err)
	}
	done := make(chan [2]uintptr)
	go func() {
		var used [2]uintptr
		used[0] = StackUsed()
		used[1] = recursion(10_000) // the stack grows, and moves
		done <- used
	}()
	if used := <-done; used[1] < used[0]+10_000*64 {
		t.Errorf("%d bytes, and %d in a deep recursion", used[0], used[1])
	}
}

func recursion(n int) uintptr {
	var room [64]byte
	if n == 0 {
		return StackUsed() + uintptr(room[n])
	}
	return recursion(n-1) + uintptr(room[n%64])
}
