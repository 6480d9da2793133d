package compiled

import (
	"fmt"
	"go/types"
	"io/fs"
	"iter"
	"path"
	"reflect"
	"strings"
	"sync"
)

// Symbols are packages that scripts may import: import path + "/" + package
// name → identifier → value, the form of yaegi's Exports. Functions are
// values, variables addressable values, types nil pointers, untyped constants
// constant.Values, untyped runes [1]rune; "_Name" is the wrapper of interface Name,
// and "_generic" an fs.FS with the source of the package's generic part. "_called" is
// a text: the names of all methods of a script's types that the package may call, or
// have called, by interfaces; without it the package may call any, by name. "_without"
// is a text, too: the fields and methods of its types, each Type.Member, that scripts do
// not get; so is "_constant": the types whose values never change. A table must not change once it was given to For.
type Symbols = map[string]map[string]reflect.Value

// Tables are the symbol tables of one configuration, merged. They are safe for
// concurrent use, and read only but for the types made of them.
type Tables struct {
	Types *Types // the packages as the checker sees them

	packages map[string]*Package // by import path
	common   func() map[reflect.Type]bool
	constant func() map[reflect.Type]bool
}

// Package is the symbols of one compiled package.
type Package struct {
	Path, Name string                   // import path; name in its package clause
	Symbols    map[string]reflect.Value // by identifier
}

// Importable reports whether scripts may import the package. A package that
// has nothing but interface wrappers only lends them.
func (p *Package) Importable() bool {
	for name := range p.Symbols {
		if !strings.HasPrefix(name, "_") {
			return true
		}
	}
	return false
}

// Package finds the package of an import path.
func (t *Tables) Package(importPath string) (*Package, bool) {
	p, ok := t.packages[importPath]
	return p, ok
}

// Importable reports whether a script may import the package of an import path.
func (t *Tables) Importable(importPath string) bool {
	p, ok := t.packages[importPath]
	return ok && p.Importable()
}

// Importables yields the packages that a script may import, in no order.
func (t *Tables) Importables() iter.Seq[*Package] {
	return func(yield func(*Package) bool) {
		for _, p := range t.packages {
			if p.Importable() && !yield(p) {
				return
			}
		}
	}
}

// Generic returns the source of the generic part of a package, if it has one.
func (t *Tables) Generic(importPath string) (files fs.FS, ok bool) {
	p, ok := t.packages[importPath]
	if !ok || !p.Symbols["_generic"].IsValid() {
		return nil, false
	}
	files, ok = p.Symbols["_generic"].Interface().(fs.FS)
	return files, ok
}

// Called returns the names of the methods of a script's types that a package may
// call. ok is false when it may call any, by name: nothing else is known of it.
func (t *Tables) Called(importPath string) (names []string, ok bool) {
	p, ok := t.packages[importPath]
	if !ok || !p.Symbols["_called"].IsValid() {
		return nil, false
	}
	return strings.Fields(p.Symbols["_called"].String()), true
}

// Constant reports whether a table says of a type that its values never change, so that
// nothing can be changed through one.
func (t *Tables) Constant(name *types.TypeName) bool {
	real, ok := t.Types.Reflect(name)
	return ok && t.constant()[real]
}

// constantTypes finds the types of Constant.
func (t *Tables) constantTypes() map[reflect.Type]bool {
	found := map[reflect.Type]bool{}
	for _, p := range t.packages {
		if !p.Symbols["_constant"].IsValid() {
			continue
		}
		for name := range strings.FieldsSeq(p.Symbols["_constant"].String()) {
			found[p.Symbols[name].Type().Elem()] = true
		}
	}
	return found
}

// merge joins tables; a later one wins.
func merge(list []Symbols) *Tables {
	t := &Tables{packages: map[string]*Package{}}
	for _, symbols := range list {
		for key, values := range symbols {
			importPath, name := path.Dir(key), path.Base(key)
			p := t.packages[importPath]
			if p == nil {
				p = &Package{Path: importPath, Name: name, Symbols: map[string]reflect.Value{}}
				t.packages[importPath] = p
			}
			for n, v := range values {
				p.Symbols[n] = v
			}
		}
	}

	if p, ok := t.packages["os"]; ok {
		for _, name := range []string{"Stdin", "Stdout", "Stderr"} {
			p.Symbols[name] = reflect.ValueOf(new(*Stdio)).Elem()
		}
	}
	t.Types, t.common, t.constant = newTypes(t), sync.OnceValue(t.commonTypes), sync.OnceValue(t.constantTypes)
	return t
}

// maxMerged bounds the cache of merged tables: a process has one set, or a
// few when tests or embedders give their own.
const maxMerged = 8

var merged struct {
	sync.Mutex
	tables map[string]*Tables
	keep   map[string][]Symbols // holds the maps, so that no other map gets their addresses
	order  []string             // keys, the oldest first
}

// For merges tables; where two have the same symbol, the later one wins. It
// returns the same Tables for the same maps: making the types of a big package
// takes milliseconds, checking with them does not.
func For(list []Symbols) *Tables {
	key := ""
	for _, s := range list {
		key += fmt.Sprintf("%x/%d ", reflect.ValueOf(s).Pointer(), len(s))
	}

	c := &merged
	c.Lock()
	defer c.Unlock()
	if t, ok := c.tables[key]; ok {
		return t
	}
	if c.tables == nil {
		c.tables, c.keep = map[string]*Tables{}, map[string][]Symbols{}
	}
	if len(c.order) == maxMerged {
		delete(c.tables, c.order[0])
		delete(c.keep, c.order[0])
		c.order = c.order[1:]
	}
	t := merge(list)
	c.tables[key], c.keep[key] = t, list
	c.order = append(c.order, key)
	return t
}
