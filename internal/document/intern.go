package document

import (
	"maps"
	"sync"
	"sync/atomic"
	"unique"
)

// interned has the handles of values that are made again and again, by their names. To
// compare a value with the one of its name costs next to nothing, for the texts in them are
// the same; unique.Make reads all of them.
type interned[T comparable] struct {
	mu   sync.Mutex
	have atomic.Pointer[map[string]pair[T]] // never changed
}

type pair[T comparable] struct {
	value  T
	handle unique.Handle[T]
}

// maxInterned bounds the names that are remembered.
const maxInterned = 1_000

// find returns the handle of a value if it is the last one of its name.
func (in *interned[T]) find(name string, value T) (h unique.Handle[T], ok bool) {
	if have := in.have.Load(); have != nil {
		if p, known := (*have)[name]; known && p.value == value {
			return p.handle, true
		}
	}
	return h, false
}

// add returns the handle of a value, and remembers it by a name.
func (in *interned[T]) add(name string, value T) unique.Handle[T] {
	h := unique.Make(value)
	in.mu.Lock()
	defer in.mu.Unlock()
	more := map[string]pair[T]{}
	if have := in.have.Load(); have != nil {
		if _, known := (*have)[name]; !known && len(*have) >= maxInterned {
			return h
		}
		more = maps.Clone(*have)
	}
	more[name] = pair[T]{value, h}
	in.have.Store(&more)
	return h
}

var (
	kinds  interned[Kind]
	assets interned[Asset]
)

// handleOf returns the handle of a kind. It panics if no component can be of it.
func handleOf(k Kind) kind {
	if h, ok := kinds.find(k.Name, k); ok {
		return h
	}
	if err := k.Check(); err != nil {
		panic(err.Error())
	}
	return kinds.add(k.Name, k)
}

// assetHandle returns the handle of an asset.
func assetHandle(a Asset) asset {
	if h, ok := assets.find(a.Kind, a); ok {
		return h
	}
	return assets.add(a.Kind, a)
}
