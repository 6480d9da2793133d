//go:build amd64 || arm64

package rtype

import (
	"reflect"
	"slices"
	"strings"
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
	int8
	Text   string
	tagged uint8 `of:"sample"`
}

func (otherStruct) String() string   { return "" }
func (otherStruct) GoString() string { return "" }

// A layout that is read where another type lies is found to be wrong.
func TestDescribes(t *testing.T) {
	for _, a := range samples {
		for _, b := range samples {
			if describes(pointerOf(a), b) != (a == b) {
				t.Errorf("the layout of %s is taken for that of %s, or not for its own", a, b)
			}
		}
	}
	if describes(pointerOf(reflect.TypeOf(otherStruct{1, "", 2})), reflect.TypeFor[sampleStruct]()) {
		t.Error("a struct is taken for one with fields of other types")
	}
}

// otherHeads returns the head with one change each: two fields in the places of
// each other, and one field that is missing.
func otherHeads() []reflect.Type {
	var fields []reflect.StructField
	for f := range reflect.TypeFor[head]().Fields() {
		fields = append(fields, reflect.StructField{Name: f.Name, PkgPath: f.PkgPath, Type: f.Type})
	}
	var heads []reflect.Type
	for i := range fields {
		heads = append(heads, reflect.StructOf(slices.Delete(slices.Clone(fields), i, i+1)))
		for j := range i {
			swapped := slices.Clone(fields)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			heads = append(heads, reflect.StructOf(swapped))
		}
	}
	return heads
}

// A head with a field that is missing or in another place is found to be wrong.
func TestSameFields(t *testing.T) {
	abi := reflect.TypeOf(reflect.TypeFor[int]()).Elem().Field(0).Type
	if !sameFields(reflect.TypeFor[head](), abi) {
		t.Fatalf("the head is not %s", abi)
	}
	for _, other := range otherHeads() {
		if sameFields(other, abi) {
			t.Errorf("%s is taken for %s", other, abi)
		}
	}
}

// seenByName lists the fields of the head of which reflection says nothing, so
// that sameFields alone compares them.
var seenByName = []string{"ptrBytes", "hash", "gcData", "str", "ptrToThis"}

// record is a copy of a sample's record, up to the table of methods.
type record struct {
	of    reflect.Type
	words [32]uintptr
}

func copyOf(sample reflect.Type) *record {
	size := layoutOf(sample.Kind()).Size() + unsafe.Sizeof(uncommonLayout{})
	if sample.Kind() == reflect.Func {
		size += uintptr(sample.NumIn()+sample.NumOut()) * unsafe.Sizeof(uintptr(0))
	}
	r := &record{of: sample}
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&r.words)), size), unsafe.Slice((*byte)(pointerOf(sample)), size))
	return r
}

func (r *record) at() unsafe.Pointer { return unsafe.Pointer(&r.words) }

// fields are the fields of the layouts in the record, by their names.
func (r *record) fields() map[string]reflect.Value {
	fields := map[string]reflect.Value{}
	var add func(at unsafe.Pointer, layout reflect.Type)
	add = func(at unsafe.Pointer, layout reflect.Type) {
		for f := range layout.Fields() {
			place := unsafe.Add(at, f.Offset)
			if f.Anonymous {
				add(place, f.Type)
			} else if f.Name != "_" {
				fields[layout.Name()+"."+f.Name] = reflect.NewAt(f.Type, place).Elem()
			}
		}
	}
	layout := layoutOf(r.of.Kind())
	add(r.at(), layout)
	add(unsafe.Add(r.at(), layout.Size()), reflect.TypeFor[uncommonLayout]())
	return fields
}

// spoil changes a field: to zero, or from zero to all ones.
func spoil(field reflect.Value) {
	if !field.IsZero() {
		field.SetZero()
		return
	}
	bytes := unsafe.Slice((*byte)(field.Addr().UnsafePointer()), field.Type().Size())
	for i := range bytes {
		bytes[i] = 0xff
	}
}

// Every field of every layout, when it is wrong, is found to be.
func TestDescribesFields(t *testing.T) {
	for _, sample := range samples {
		if !describes(copyOf(sample).at(), sample) {
			t.Fatalf("a copy of %s is not taken for it", sample)
		}
		for name := range copyOf(sample).fields() {
			if _, field, _ := strings.Cut(name, "."); slices.Contains(seenByName, field) {
				continue
			}
			wrong := copyOf(sample)
			if spoil(wrong.fields()[name]); describes(wrong.at(), sample) {
				t.Errorf("%s: another %s is not found", sample, name)
			}
		}
	}
}

// Every flag that has a name here, when it is another bit, is found to be.
func TestDescribesFlags(t *testing.T) {
	for _, flag := range []uint8{flagUncommon, flagExtraStar, flagNamed, flagDirect} {
		for _, sample := range samples {
			wrong := copyOf(sample)
			if (*head)(wrong.at()).tFlag ^= flag; describes(wrong.at(), sample) {
				t.Errorf("%s: another flag %#x is not found", sample, flag)
			}
		}
	}
	wrong := copyOf(reflect.TypeFor[sampleFunc]())
	if (*funcLayout)(wrong.at()).out ^= flagVariadic; describes(wrong.at(), wrong.of) {
		t.Error("another flag of functions is not found")
	}
}

// Every part of a field of a struct, when it is wrong, is found to be.
func TestDescribesStructFields(t *testing.T) {
	sample := reflect.TypeFor[sampleStruct]()
	for i, want := range slices.Collect(sample.Fields()) {
		right := (*structLayout)(pointerOf(sample)).fields[i]
		for f := range reflect.TypeFor[fieldLayout]().Fields() {
			wrong := right
			spoil(reflect.NewAt(f.Type, unsafe.Add(unsafe.Pointer(&wrong), f.Offset)).Elem())
			if !right.describes(want) || wrong.describes(want) {
				t.Errorf("another %s of the field %s is not found", f.Name, want.Name)
			}
		}
	}
}

// A made type that is not what was asked for is found.
func TestProbe(t *testing.T) {
	like := reflect.TypeFor[sampleStruct]()
	text, pkgPath := like.String(), like.PkgPath()
	make := func(text, pkgPath string, named bool, change func([]Field)) *Type {
		made := New(like, text, pkgPath, named, 2, 2)
		fields := fieldsLike(like)
		change(fields)
		made.SetFields(fields)
		if err := made.SetMethods(methodsLike(like), methodsLike(reflect.PointerTo(like))); err != nil {
			t.Fatal(err)
		}
		return made
	}
	same := func([]Field) {}
	tests := []struct {
		name string
		made *Type
	}{
		{"star", make("*"+text, pkgPath, true, same)},
		{"first letter", make(text[1:], pkgPath, true, same)},
		{"package", make(text, "other", true, same)},
		{"name", make(text, pkgPath, false, same)},
		{"name of a field", make(text, pkgPath, true, func(f []Field) { f[1].Name = "Other" })},
		{"exported field", make(text, pkgPath, true, func(f []Field) { f[1].Name = "text" })},
		{"type of a field", make(text, pkgPath, true, func(f []Field) { f[0].Type = reflect.TypeFor[uint8]() })},
		{"tag", make(text, pkgPath, true, func(f []Field) { f[2].Tag = "" })},
		{"embedded field", make(text, pkgPath, true, func(f []Field) { f[0].Embedded = false })},
	}
	value := sampleStruct{1, "a", 2}
	right := make(text, pkgPath, true, same)
	for _, p := range []probe{{value, Retype(value, right.Type())}, {&value, Retype(&value, right.Pointer())}} {
		if err := p.check(); err != nil {
			t.Fatal(err)
		}
		if p.compiled = (sampleStruct{1, "b", 2}); p.check() == nil {
			t.Error("another result of the method is not found")
		}
	}
	for _, test := range tests {
		if (probe{value, Retype(value, test.made.Type())}).check() == nil {
			t.Errorf("another %s is not found", test.name)
		}
	}
	if right.at.ptrToThis = 0; (probe{&value, Retype(&value, right.Pointer())}).check() == nil {
		t.Error("another type of pointers is not found")
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
