package interp

import (
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/types/typeutil"
)

// boxTypes numbers the types that a program's values are boxed or asserted as.
// Lowering fills it; after that it is read only, but for its cache.
type boxTypes struct {
	k        *linked
	list     []types.Type // number 1 first
	ids      typeutil.Map
	reached  typeutil.Map
	declared map[string]bool         // generated functions
	wrap     map[string]reflect.Type // host function → compiled interface
	switches [][][]int               // type switches → clauses → types; 0 is nil
	real     *realTypes

	implements sync.Map // [2]types.Type → bool
}

func newBoxTypes(k *linked) *boxTypes {
	b := &boxTypes{k: k, declared: map[string]bool{}, wrap: map[string]reflect.Type{}}
	b.real = newRealTypes(b)
	return b
}

func (b *boxTypes) id(t types.Type) int {
	t = types.Unalias(t)
	if id, ok := b.ids.At(t).(int); ok {
		return id
	}
	b.list = append(b.list, t)
	b.ids.Set(t, len(b.list))
	return len(b.list)
}

// number is the number of a type that may have none: 0.
func (b *boxTypes) number(t types.Type) int {
	id, _ := b.ids.At(types.Unalias(t)).(int)
	return id
}

// reach numbers the types with methods that a type is made of: formatting a
// value calls the methods of its parts.
func (b *boxTypes) reach(t types.Type) {
	add := func(t types.Type) {
		if isInterface(t) || !b.k.carriesScript(t) {
			return
		}
		b.reachOnce(t)
		for _, t := range []types.Type{t, types.NewPointer(t)} {
			if types.NewMethodSet(t).Len() > 0 {
				b.id(t)
			}
		}
	}
	switch t := t.Underlying().(type) {
	case *types.Pointer:
		add(t.Elem())
	case *types.Slice:
		add(t.Elem())
	case *types.Array:
		add(t.Elem())
	case *types.Map:
		add(t.Key())
		add(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			add(f.Type())
		}
	}
}

// reachOnce goes on into a part, unless it has been there.
func (b *boxTypes) reachOnce(t types.Type) {
	if b.reached.At(t) == nil {
		b.reached.Set(t, true)
		b.reach(t)
	}
}

// typeString writes a type as Go's reflection does.
func (b *boxTypes) typeString(t types.Type) string { return typeText{b.k.displayName}.of(t) }

// satisfies tells whether a dynamic type has the methods of an interface.
func (b *boxTypes) satisfies(dynamic, iface types.Type) bool {
	key := [2]types.Type{dynamic, iface}
	if ok, known := b.implements.Load(key); known {
		return ok.(bool)
	}
	i := iface.Underlying().(*types.Interface)
	method, _ := types.MissingMethod(dynamic, i, true)
	b.implements.Store(key, method == nil)
	return method == nil
}
