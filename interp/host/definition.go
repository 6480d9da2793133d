package host

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/interp/lower"
)

// definition returns the text that identifies a type among those of all programs:
// its own name and package, its methods, and the definitions of all types that it
// leads to. Two types with the same definition are one Go type. Types of one name
// that stand in several functions of a program are numbered.
func (r *realTypes) definition(t types.Type) string {
	d := definer{boxes: r.boxes, seen: map[*types.TypeName]bool{}}
	d.typ(t)
	n, named := t.(*types.Named)
	key := d.out.String()
	for i := 2; named; i++ { // types of one name, in several functions
		other := r.defs[key]
		if other == nil || other == n.Obj() {
			r.defs[key] = n.Obj()
			break
		}
		key = d.out.String() + "#" + strconv.Itoa(i)
	}
	return key
}

// definer writes a definition. A type that was written before is written as its
// name alone, so types that lead back to themselves end.
type definer struct {
	boxes *lower.Boxes
	out   strings.Builder
	seen  map[*types.TypeName]bool
}

// typ writes a type's name and what the name leaves open. For an unnamed type that
// is its parts; for a named type of the script, when it is first mentioned, its
// package, the methods of its values and of pointers to them, and its underlying
// type. Compiled types and interfaces have names that say all.
func (d *definer) typ(t types.Type) {
	t = types.Unalias(t)
	d.out.WriteString(d.boxes.TypeString(t) + ";")
	n, named := t.(*types.Named)
	switch {
	case !named:
		if s, ok := t.(*types.Struct); ok { // an embedded field may be called after an alias
			for f := range s.Fields() {
				d.out.WriteString(f.Name() + ",")
			}
		}
		for _, p := range lower.Parts(t) {
			d.typ(p)
		}
	case !d.seen[n.Obj()] && !types.IsInterface(t) && d.boxes.CarriesScript(t):
		d.seen[n.Obj()] = true
		d.out.WriteString("=" + n.Obj().Pkg().Path() + "{")
		for _, of := range []types.Type{t, types.NewPointer(t)} {
			for _, sel := range d.boxes.CalledMethods(of) {
				d.out.WriteString(sel.Obj().Name())
				d.typ(lower.PlainSignature(sel.Obj().(*types.Func)))
			}
			d.out.WriteByte('|')
		}
		d.typ(n.Underlying())
		d.out.WriteByte('}')
	}
}

// shape returns a text that types have in common only if their values lie in memory
// in the same way, with all that they lead to; the names of types, fields and methods
// do not matter.
func (r *realTypes) shape(t types.Type) string {
	written := map[*types.TypeName]int{} // types of the script, by the order in which they are met
	var leaf func(t types.Type) (string, bool)
	leaf = func(t types.Type) (string, bool) {
		if s, ok := t.(*types.Struct); ok {
			real, compiled := r.types.ReflectStruct(s)
			return fmt.Sprintf("%p", real), compiled
		}
		n, ok := t.(*types.Named)
		switch {
		case !ok:
			return "", false
		case n.Obj().Pkg() == nil:
			return n.Obj().Name(), true
		case r.boxes.IsScriptInterface(n):
			return "any", true
		}
		if real, compiled := r.types.Reflect(n.Obj()); compiled {
			return fmt.Sprintf("%p", real), true
		}
		if number, ok := written[n.Obj()]; ok {
			return "^" + strconv.Itoa(number), true
		}
		written[n.Obj()] = len(written)
		return lower.Structure(n.Underlying(), false, leaf), true
	}
	return lower.Structure(t, false, leaf)
}
