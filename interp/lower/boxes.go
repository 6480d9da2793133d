package lower

import (
	"go/types"
	"reflect"
	"sync"

	"github.com/panelgo/panelgo/interp/compiled"
	"golang.org/x/tools/go/types/typeutil"
)

// Boxes numbers the types that a program's values are boxed or asserted as: a
// value that goes into an interface is boxed with the number of its type.
// Lowering fills it; after that it is read only, but for its cache, and safe for
// concurrent use.
type Boxes struct {
	k        *linked
	list     []types.Type // number 1 first
	ids      typeutil.Map
	reached  typeutil.Map
	declared map[string]bool         // generated functions
	wrap     map[string]reflect.Type // see Converters
	switches [][][]int               // see Clauses
	called   map[string]bool         // methods that compiled code may call; nil for any

	implements sync.Map // [2]types.Type → bool
}

func newBoxes(k *linked) *Boxes {
	return &Boxes{k: k, declared: map[string]bool{}, wrap: map[string]reflect.Type{}}
}

func (b *Boxes) id(t types.Type) int {
	t = types.Unalias(t)
	if id, ok := b.ids.At(t).(int); ok {
		return id
	}
	b.list = append(b.list, t)
	b.ids.Set(t, len(b.list))
	return len(b.list)
}

// Len is the number of the last type; the first is 1.
func (b *Boxes) Len() int { return len(b.list) }

// Type returns the type of a number from 1 to Len.
func (b *Boxes) Type(number int) types.Type { return b.list[number-1] }

// Clauses returns the clauses of a type switch of the program, by the switch's
// index: the numbers of each clause's types, 0 for nil.
func (b *Boxes) Clauses(index int) [][]int { return b.switches[index] }

// Converters are the host's functions that turn any into a compiled interface,
// by their names in the host package.
func (b *Boxes) Converters() map[string]reflect.Type { return b.wrap }

// CarriesScript reports whether compiled code would see something else than Go
// shows in a value of a type: reflection finds no names of the script's types,
// and other names for its unexported fields.
func (b *Boxes) CarriesScript(t types.Type) bool { return b.k.carriesScript(t) }

// IsScriptInterface reports whether values are boxed for an interface type: it
// is not one of a compiled package.
func (b *Boxes) IsScriptInterface(t types.Type) bool { return b.k.isScriptInterface(t) }

// FieldName returns a field's name as Go shows it.
func (b *Boxes) FieldName(f *types.Var) string { return b.k.plainName(f) }

// Number returns the number of a type, 0 when it has none.
func (b *Boxes) Number(t types.Type) int {
	id, _ := b.ids.At(types.Unalias(t)).(int)
	return id
}

// reach numbers the types with methods that a type is made of: formatting a
// value calls the methods of its parts.
func (b *Boxes) reach(t types.Type) {
	add := func(t types.Type) {
		if types.IsInterface(t) || !b.k.carriesScript(t) {
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
func (b *Boxes) reachOnce(t types.Type) {
	if b.reached.At(t) == nil {
		b.reached.Set(t, true)
		b.reach(t)
	}
}

// TypeString writes a type as reflect.Type.String does.
func (b *Boxes) TypeString(t types.Type) string {
	return compiled.TypeText{Display: b.k.displayName}.Of(t)
}

// Satisfies reports whether a dynamic type has the methods of an interface.
func (b *Boxes) Satisfies(dynamic, iface types.Type) bool {
	key := [2]types.Type{dynamic, iface}
	if ok, known := b.implements.Load(key); known {
		return ok.(bool)
	}
	i := iface.Underlying().(*types.Interface)
	method, _ := types.MissingMethod(dynamic, i, true)
	b.implements.Store(key, method == nil)
	return method == nil
}

// calledAnyway are methods that compiled code calls whatever a script imports: an
// error or the value of a panic is shown.
var calledAnyway = []string{"Error", "Unwrap", "Is", "As", "String", "GoString", "Format"}

// noteCalled finds out which methods compiled code may call: those that interfaces
// name in the packages of the program, unless one of them calls methods by name.
func (b *Boxes) noteCalled() {
	called := map[string]bool{}
	for _, name := range calledAnyway {
		called[name] = true
	}
	for _, path := range b.k.mentioned() {
		names, known := b.k.tables.Called(path)
		if !known && path != HostPackage {
			return
		}
		for _, name := range names {
			called[name] = true
		}
	}
	b.called = called
}

// CalledMethods returns the methods of a type that compiled code may call: none of
// an interface or of a type without a number. Unless compiled code calls methods by
// name, these are methods that one of its interfaces can have: it has the name, and
// the signature has no type of the script's, which compiled code cannot name.
func (b *Boxes) CalledMethods(t types.Type) (list []*types.Selection) {
	if types.IsInterface(t) || b.Number(t) == 0 {
		return nil
	}
	methods := types.NewMethodSet(t)
	for i := range methods.Len() {
		sel := methods.At(i)
		if m := sel.Obj().(*types.Func); m.Exported() && (b.called == nil || b.called[m.Name()] && !b.k.carriesScript(m.Signature())) {
			list = append(list, sel)
		}
	}
	return list
}
