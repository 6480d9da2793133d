package main

import (
	"fmt"
	"sort"
	"strings"
)

type ordered interface {
	~int | ~int64 | ~float64 | ~string
}
type entry[K ordered, V any] struct {
	key K
	val V
}
type sortedMap[K ordered, V any] struct{ es []entry[K, V] }

func (m *sortedMap[K, V]) find(k K) (int, bool) {
	i := sort.Search(len(m.es), func(i int) bool { return m.es[i].key >= k })
	return i, i < len(m.es) && m.es[i].key == k
}
func (m *sortedMap[K, V]) set(k K, v V) {
	i, ok := m.find(k)
	if !ok {
		m.es = append(m.es, entry[K, V]{})
		copy(m.es[i+1:], m.es[i:])
	}
	m.es[i] = entry[K, V]{k, v}
}
func (m *sortedMap[K, V]) del(k K) bool {
	i, ok := m.find(k)
	if ok {
		m.es = append(m.es[:i], m.es[i+1:]...)
	}
	return ok
}

type iter[T any] struct{ next func() (T, bool) }

func (m *sortedMap[K, V]) iter() iter[entry[K, V]] {
	i := 0
	return iter[entry[K, V]]{func() (e entry[K, V], ok bool) {
		if i >= len(m.es) {
			return e, false
		}
		i++
		return m.es[i-1], true
	}}
}

func main() {
	var m sortedMap[string, []int]
	for i, k := range strings.Split("d b a c b", " ") {
		m.set(k, []int{i})
	}
	fmt.Println(m.del("c"), m.del("z"), len(m.es))
	it := m.iter()
	for e, ok := it.next(); ok; e, ok = it.next() {
		fmt.Print(e.key, e.val, " ")
	}
	fmt.Println()
	f := sortedMap[float64, bool]{}
	f.set(2.5, true)
	f.set(-1, false)
	fmt.Println(f.es, f)
}
