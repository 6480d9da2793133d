package interp

import (
	"fmt"
	"path"
	"reflect"
	"strings"
	"sync"
)

// Symbols are packages that scripts may import: import path + "/" + package
// name → identifier → value, as yaegi's Exports. Functions are values,
// variables addressable values, types nil pointers, untyped constants
// constant.Values; "_Name" is the wrapper of interface Name. A table must not
// change once it was given to Load.
type Symbols = map[string]map[string]reflect.Value

// tableSet is the tables of one Config, merged, with the types made of them.
type tableSet struct {
	packages map[string]*table // by import path
	types    *typeMaker
}

// table is one importable package.
type table struct {
	path, name string
	symbols    map[string]reflect.Value
}

// importable tells a package from one that only lends interface wrappers.
func (t *table) importable() bool {
	for name := range t.symbols {
		if !strings.HasPrefix(name, "_") {
			return true
		}
	}
	return false
}

func newTableSet(list []Symbols) *tableSet {
	set := &tableSet{packages: map[string]*table{}}
	for _, symbols := range list {
		for key, values := range symbols {
			importPath, name := path.Dir(key), path.Base(key)
			t := set.packages[importPath]
			if t == nil {
				t = &table{path: importPath, name: name, symbols: map[string]reflect.Value{}}
				set.packages[importPath] = t
			}
			for n, v := range values {
				t.symbols[n] = v
			}
		}
	}
	if t, ok := set.packages["os"]; ok {
		for _, name := range []string{"Stdin", "Stdout", "Stderr"} {
			t.symbols[name] = reflect.ValueOf(new(*stdio)).Elem()
		}
	}
	set.types = newTypeMaker(set)
	return set
}

// maxTableSets bounds the cache of merged tables: a process has one set, or a
// few when tests or embedders give their own.
const maxTableSets = 8

var tableSets struct {
	sync.Mutex
	sets  map[string]*tableSet
	keep  map[string][]Symbols // holds the maps, so that their addresses stay theirs
	order []string
}

// tablesFor merges tables, or gives what was merged before: making types of a
// big package takes milliseconds, checking with them does not.
func tablesFor(list []Symbols) *tableSet {
	key := ""
	for _, s := range list {
		key += fmt.Sprintf("%x/%d ", reflect.ValueOf(s).Pointer(), len(s))
	}
	c := &tableSets
	c.Lock()
	defer c.Unlock()
	if set, ok := c.sets[key]; ok {
		return set
	}
	if c.sets == nil {
		c.sets, c.keep = map[string]*tableSet{}, map[string][]Symbols{}
	}
	if len(c.order) == maxTableSets {
		delete(c.sets, c.order[0])
		delete(c.keep, c.order[0])
		c.order = c.order[1:]
	}
	set := newTableSet(list)
	c.sets[key], c.keep[key] = set, list
	c.order = append(c.order, key)
	return set
}
