package host

import (
	"go/types"
	"reflect"
	"sync"

	"github.com/panelgo/panelgo/interp/compiled"
	"github.com/panelgo/panelgo/interp/lower"
	"golang.org/x/tools/go/types/typeutil"
)

// realTypes are the Go types of a program's types: of those whose values have come
// into an interface so far. All interpreters of the program share them. Types of
// compiled packages are what they are; unnamed types of such types are made by
// reflection; everything that reflection cannot make is made by rtype (owntypes.go).
type realTypes struct {
	boxes *lower.Boxes
	types *compiled.Types

	mu    sync.RWMutex
	made  typeutil.Map // types.Type → reflect.Type
	known map[reflect.Type]*realType
	defs  map[string]*types.TypeName // definition → the type that has it

	// refusedBy is told of a method that was not called, or gave what compiled code cannot
	// take, once for each: see ownType.
	refusedBy func(method *types.Func, err error)
	told      map[*types.Func]bool

	// What the call of "of" under way has made so far.
	fresh    []types.Type
	freshOwn []string // definitions
}

// realType says which of the program's types a Go type is.
type realType struct {
	typ types.Type
	id  int      // its number, 0 when it has none
	own *ownType // when it was made by rtype
}

func newRealTypes(b *lower.Boxes, t *compiled.Types) *realTypes {
	return &realTypes{boxes: b, types: t, known: map[reflect.Type]*realType{}, defs: map[string]*types.TypeName{}}
}

// lookup returns what a Go type is to the program; false when values of it are
// compiled ones.
func (r *realTypes) lookup(t reflect.Type) (realType, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if k := r.known[t]; k != nil {
		return *k, true
	}
	return realType{}, false
}

// refused reports a method of a Go type, and what is wrong with its call.
func (r *realTypes) refused(real reflect.Type, name string, err error) {
	k, ok := r.lookup(real)
	if !ok || r.refusedBy == nil {
		return
	}
	obj, _, _ := types.LookupFieldOrMethod(k.typ, true, nil, name)
	m, ok := obj.(*types.Func)
	if !ok {
		return
	}
	r.mu.Lock()
	told := r.told[m]
	if r.told == nil {
		r.told = map[*types.Func]bool{}
	}
	r.told[m] = true
	r.mu.Unlock()
	if !told {
		r.refusedBy(m, err)
	}
}

// id returns the number of a Go type, 0 when it has none.
func (r *realTypes) id(t reflect.Type) int {
	k, _ := r.lookup(t)
	return k.id
}

// of returns the Go type of a type, made at the first call. The lock of ownTypes is
// taken before that of one program, because types are shared by programs.
func (r *realTypes) of(t types.Type) reflect.Type {
	r.mu.RLock()
	real, ok := r.made.At(t).(reflect.Type)
	r.mu.RUnlock()
	if ok {
		return real
	}
	ownTypes.Lock()
	defer ownTypes.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()

	defer r.forget()
	real = r.make(t)
	r.fresh, r.freshOwn = nil, nil
	return real
}

// forget undoes a call of "of" that could not make one of the types: all others may
// lead to that one. Both locks are held.
func (r *realTypes) forget() {
	for _, key := range r.freshOwn {
		ownTypes.made[key].made.Free()
		delete(ownTypes.made, key)
	}
	for _, t := range r.fresh {
		if real, ok := r.made.At(t).(reflect.Type); ok { // a type may have been noted twice
			delete(r.known, real)
			r.made.Delete(t)
		}
	}
	r.fresh, r.freshOwn = nil, nil
}

// make returns the Go type of a type. Both locks are held.
func (r *realTypes) make(t types.Type) reflect.Type {
	t = types.Unalias(t)
	if real, ok := r.made.At(t).(reflect.Type); ok {
		return real
	}
	if r.isOwn(t) {
		return r.makeOwn(t)
	}
	real := r.types.Compose(t, r.make)
	r.note(t, real)
	return real
}

// note records the Go type of a type. If values of the type carry script values,
// it also records the type of the Go type; not for interfaces, because lookup is
// given the dynamic types of values.
func (r *realTypes) note(t types.Type, real reflect.Type) {
	r.made.Set(t, real)
	r.fresh = append(r.fresh, t)
	if r.boxes.CarriesScript(t) && !types.IsInterface(t) {
		var own *ownType // known of a pointer since the type that it points to was made
		if k := r.known[real]; k != nil {
			own = k.own
		}
		r.known[real] = &realType{typ: t, id: r.boxes.Number(t), own: own}
	}
}

// isOwn reports whether reflection cannot make a type: named types of the script,
// and structs, whose unexported fields reflection would not take. An interface of
// the script is an empty one that carries its name.
func (r *realTypes) isOwn(t types.Type) bool {
	_, named := t.(*types.Named)
	_, isStruct := t.(*types.Struct)
	if i, ok := t.Underlying().(*types.Interface); ok {
		return r.boxes.IsScriptInterface(t) && (named || i.NumMethods() > 0)
	}
	return (named || isStruct) && r.boxes.CarriesScript(t)
}
