//go:build amd64 || arm64

package rtype

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"unsafe"
)

// goVersion is the release of Go whose layouts are written down here.
const goVersion = "1.26"

// Supported reports whether the layouts are those of the Go that the program
// was built with. It compares them once: first it reads compiled types, and
// only when those are as expected does it make types and call their methods. The
// error says what differs; after one, nothing else of the package may be used.
func Supported() error { return supported() }

var supported = sync.OnceValue(func() error {
	err := errors.Join(headHolds(), samplesHold(), stackHolds())
	if err == nil {
		err = probesHold()
	}
	if err != nil {
		return fmt.Errorf("types cannot be made at run time by a program that %s built: %w: build it with Go %s", runtime.Version(), err, goVersion)
	}
	return nil
})

// headHolds compares the head with the struct that package reflect has in its
// place, the only field of what implements reflect.Type.
func headHolds() error {
	t := reflect.TypeOf(reflect.TypeFor[head]()).Elem()
	if t.Kind() != reflect.Struct || t.NumField() != 1 || !sameFields(reflect.TypeFor[head](), t.Field(0).Type) {
		return errors.New("the head of types has another layout")
	}
	return nil
}

// sameFields reports whether a struct has the fields of abi.Type, whose names
// have other capitals and may end in an underscore.
func sameFields(t, abi reflect.Type) bool {
	if abi.Kind() != reflect.Struct || t.NumField() != abi.NumField() || t.Size() != abi.Size() {
		return false
	}
	for i := range t.NumField() {
		f, a := t.Field(i), abi.Field(i)
		if !strings.EqualFold(f.Name, strings.TrimSuffix(a.Name, "_")) || f.Offset != a.Offset || f.Type.Size() != a.Type.Size() {
			return false
		}
	}
	return true
}

// Each sample has one exported method, or two. Their count lies behind the layout,
// so reading it right proves the size.
type (
	sampleArray     [3]string
	sampleChan      <-chan int8
	sampleFunc      func(string, ...int8) error
	sampleInterface interface {
		Sample()
		hidden()
	}
	sampleMap    map[string]int8
	sampleNumber float64
	sampleSlice  []int8
	sampleStruct struct {
		int8
		Text   string
		tagged int8 `of:"sample"`
	}
	sampleDirect struct{ text *string } // an interface's second word

	// sampleSlot is a slot of sampleMap.
	sampleSlot struct {
		_ string
		_ int8
	}
)

func (sampleArray) Sample()  {}
func (sampleChan) Sample()   {}
func (sampleFunc) Sample()   {}
func (sampleMap) Sample()    {}
func (sampleNumber) Sample() {}
func (sampleSlice) Sample()  {}
func (sampleSlice) hidden()  {}

func (s sampleStruct) String() string   { return s.Text }
func (s sampleStruct) GoString() string { return s.Text + "()" }
func (s sampleDirect) String() string   { return *s.text }
func (s sampleDirect) GoString() string { return *s.text + "()" }

var samples = []reflect.Type{
	reflect.TypeFor[sampleNumber](), reflect.TypeFor[sampleArray](), reflect.TypeFor[sampleChan](), reflect.TypeFor[sampleFunc](), reflect.TypeFor[sampleInterface](),
	reflect.TypeFor[sampleMap](), reflect.TypeFor[*sampleNumber](), reflect.TypeFor[sampleSlice](), reflect.TypeFor[sampleStruct](), reflect.TypeFor[sampleDirect](),
}

func samplesHold() error {
	for _, t := range samples {
		if !describes(pointerOf(t), t) {
			return fmt.Errorf("a type of kind %s has another layout", t.Kind())
		}
	}
	return nil
}

// describes reports whether the layouts, read at some place, say of a sample what
// package reflect says of it. It follows a pointer that it reads only if what lies
// before and behind it is right.
func describes(at unsafe.Pointer, t reflect.Type) bool {
	return headDescribes((*head)(at), t) && uncommonDescribes(at, t) && kindDescribes(at, t)
}

func headDescribes(h *head, t reflect.Type) bool {
	const word = unsafe.Sizeof(uintptr(0))
	flags := uint8(flagUncommon)
	if t.Kind() != reflect.Pointer { // the text of *T is that of T, with the star
		flags |= flagExtraStar
	}
	if t.Name() != "" {
		flags |= flagNamed
	}
	if h.size == word && h.ptrBytes == word {
		flags |= flagDirect
	}
	return h.size == t.Size() && int(h.align) == t.Align() && int(h.fieldAlign) == t.FieldAlign() && reflect.Kind(h.kind) == t.Kind() &&
		(h.equal != nil) == t.Comparable() && h.tFlag&^flagsCopied == flags
}

// uncommonDescribes looks at what lies behind the layout. The compiler puts the
// parameters of functions, the methods of interfaces, which are not in the table,
// and the fields of structs before the table.
func uncommonDescribes(at unsafe.Pointer, t reflect.Type) bool {
	u := (*uncommonLayout)(unsafe.Add(at, layoutOf(t.Kind()).Size()))
	exported, hidden, table := t.NumMethod(), 0, unsafe.Sizeof(*u)
	switch t.Kind() {
	case reflect.Func:
		params := unsafe.Slice((*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(u), table)), t.NumIn()+t.NumOut())
		if params[0] != pointerOf(t.In(0)) || params[t.NumIn()] != pointerOf(t.Out(0)) {
			return false
		}
		table += uintptr(len(params)) * unsafe.Sizeof(at)
	case reflect.Interface:
		table += uintptr(exported) * unsafe.Sizeof(interfaceLayout{}.methods[0])
		exported = 0
	case reflect.Slice:
		hidden = 1
	case reflect.Struct:
		table += uintptr(t.NumField()) * unsafe.Sizeof(fieldLayout{})
	}
	return u.pkgPath != 0 && int(u.exported) == exported && int(u.methods) == exported+hidden && uintptr(u.methodsAt) == table
}

func kindDescribes(at unsafe.Pointer, t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		l := (*arrayLayout)(at)
		return l.elem == pointerOf(t.Elem()) && l.slice == pointerOf(reflect.SliceOf(t.Elem())) && int(l.len) == t.Len()
	case reflect.Chan:
		l := (*chanLayout)(at)
		return l.elem == pointerOf(t.Elem()) && l.dir == int(t.ChanDir())
	case reflect.Func:
		l := (*funcLayout)(at)
		return int(l.in) == t.NumIn() && int(l.out&^flagVariadic) == t.NumOut() && (l.out&flagVariadic != 0) == t.IsVariadic()
	case reflect.Interface:
		l := (*interfaceLayout)(at)
		return l.pkgPath != nil && len(l.methods) == t.NumMethod() && cap(l.methods) == t.NumMethod()
	case reflect.Map:
		l := (*mapLayout)(at)
		slot := unsafe.Sizeof(sampleSlot{})
		return l.key == pointerOf(t.Key()) && l.elem == pointerOf(t.Elem()) && l.elemOff == t.Key().Size() && l.slotSize == slot &&
			l.groupSize == 8+8*slot && l.flags == mapUpdatesKey && l.hasher != nil && l.group != nil && (*head)(l.group).size == l.groupSize
	case reflect.Pointer, reflect.Slice:
		return (*elemLayout)(at).elem == pointerOf(t.Elem())
	case reflect.Struct:
		l := (*structLayout)(at)
		if l.pkgPath == nil || len(l.fields) != t.NumField() {
			return false
		}
		for i, f := range l.fields {
			if !f.describes(t.Field(i)) {
				return false
			}
		}
	}
	return true
}

func (l fieldLayout) describes(f reflect.StructField) bool {
	var bits byte
	if f.IsExported() {
		bits |= nameExported
	}
	if f.Tag != "" {
		bits |= nameTagged
	}
	if f.Anonymous {
		bits |= nameEmbedded
	}
	return l.typ == pointerOf(f.Type) && l.offset == f.Offset && l.name != nil && *l.name == bits
}

// speaker is implemented by samples, and by the types that are made like them.
type speaker interface {
	fmt.GoStringer
	fmt.Stringer
}

// probe is a compiled value and its copy of a type that was made like its own.
type probe struct {
	compiled speaker
	made     any
}

// newProbes makes types like two samples. There is a probe of each, and of a
// pointer to each.
func newProbes() ([]probe, error) {
	text := "text"
	var probes []probe
	for _, p := range []speaker{&sampleStruct{1, text, 2}, &sampleDirect{&text}} {
		like := reflect.TypeOf(p).Elem()
		made := New(like, like.String(), like.PkgPath(), true, 2, 2)
		made.SetFields(fieldsLike(like))
		if err := made.SetMethods(methodsLike(like), methodsLike(reflect.PointerTo(like))); err != nil {
			return nil, err
		}
		value := reflect.ValueOf(p).Elem().Interface().(speaker)
		probes = append(probes, probe{value, Retype(value, made.Type())}, probe{p, Retype(p, made.Pointer())})
	}
	return probes, nil
}

func fieldsLike(t reflect.Type) (fields []Field) {
	for f := range t.Fields() {
		fields = append(fields, Field{f.Name, f.Type, f.Tag, f.Anonymous})
	}
	return fields
}

// methodsLike are the methods of a speaker. They call those of a compiled type.
func methodsLike(t reflect.Type) (methods []Method) {
	for name, method := range map[string]func(speaker) string{"String": speaker.String, "GoString": speaker.GoString} {
		methods = append(methods, Method{name, reflect.TypeFor[func() string](), t.String(), func(receiver any, _ []reflect.Value) []reflect.Value {
			return []reflect.Value{reflect.ValueOf(method(Retype(receiver, t).(speaker)))}
		}})
	}
	return methods
}

// probesHold makes types and uses them. Where that reads memory that is not there,
// it is an error too.
func probesHold() (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("using a type made at run time panics: %v", r)
		}
	}()
	probes, err := newProbes()
	for _, p := range probes {
		err = errors.Join(err, p.check())
	}
	return err
}

// check compares the types by reflection, and the results of their methods: called
// by an interface, and as a function.
func (p probe) check() error {
	t := reflect.TypeOf(p.made)
	if got, want := facts(t), facts(reflect.TypeOf(p.compiled)); got != want {
		return fmt.Errorf("a type made at run time is %s, not %s", got, want)
	}
	if t.Kind() == reflect.Pointer && reflect.PointerTo(t.Elem()) != t {
		return fmt.Errorf("%s is not the type of pointers to %s", t, t.Elem())
	}
	s, ok := p.made.(speaker)
	if !ok || s.String() != p.compiled.String() || s.GoString() != p.compiled.GoString() ||
		t.Method(0).Func.Call([]reflect.Value{reflect.ValueOf(s)})[0].String() != p.compiled.GoString() {
		return fmt.Errorf("the methods of %s made at run time are not called", t)
	}
	return nil
}

// facts is what package reflect says of a struct or a pointer, as text.
func facts(t reflect.Type) string {
	text := fmt.Sprintf("%s %s %q.%s of %d bytes with %d methods", t.Kind(), t, t.PkgPath(), t.Name(), t.Size(), t.NumMethod())
	if t.Kind() == reflect.Struct {
		for f := range t.Fields() {
			text += fmt.Sprintf(" %+v", f)
		}
	}
	return text
}

// stackHolds checks that a call takes some of the stack, and not much.
func stackHolds() error {
	before := StackUsed()
	if inside := deeper(); before == 0 || inside <= before || inside > before+1<<16 {
		return fmt.Errorf("a goroutine's stack is not where it is expected: %d bytes, in a call %d", before, inside)
	}
	return nil
}

//go:noinline
func deeper() uintptr { return StackUsed() }
