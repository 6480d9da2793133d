package main

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// An argument that is a number may be a size: how much the function is to make. Such
// functions and methods are listed, so that what runs scripts can bound those that make
// as much as they are told to.

// sizedNames returns the functions and methods of packages that take a size, sorted, as
// types.Func.FullName writes them: the exported ones that a script can call, of the
// types that the packages export, and of those that their variables and results have.
func sizedNames(pkgs []*packages.Package) []string {
	found := map[string]bool{}
	for _, p := range pkgs {
		noteSized(p.Types.Scope(), found)
	}
	return slices.Sorted(maps.Keys(found))
}

// noteSized adds the names of one package.
func noteSized(scope *types.Scope, found map[string]bool) {
	add := func(f *types.Func) {
		if f.Exported() && takesSize(f.Signature()) {
			found[strings.ReplaceAll(f.Origin().FullName(), " ", "")] = true
		}
	}
	methods := func(t types.Type) {
		if isGeneric(t) {
			return
		}
		for _, t := range []types.Type{t, types.NewPointer(t)} {
			for m := range types.NewMethodSet(t).Methods() {
				add(m.Obj().(*types.Func))
			}
		}
	}
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Func:
			if obj.Signature().TypeParams().Len() == 0 {
				add(obj)
				for v := range obj.Signature().Results().Variables() {
					methods(v.Type())
				}
			}
		case *types.TypeName, *types.Var:
			methods(obj.Type())
		}
	}
}

// takesSize reports whether a parameter may be a size.
func takesSize(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		if isSize(v.Type()) {
			return true
		}
	}
	return false
}

// isSize reports whether a value of a type may be a size: an integer of 32 bits or more
// that is no rune, or a struct of such, as a rectangle is. Integers with a name of their
// own, as durations and modes, are not.
func isSize(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		switch t.Kind() {
		case types.Int, types.Int32, types.Int64, types.Uint, types.Uint32, types.Uint64, types.Uintptr:
			return t.Name() != "rune"
		}
	case *types.Named:
		s, ok := t.Underlying().(*types.Struct)
		if !ok || s.NumFields() == 0 {
			return false
		}
		for f := range s.Fields() {
			if !isSize(f.Type()) {
				return false
			}
		}
		return true
	}
	return false
}
