package main

import (
	"container/list"
	"fmt"
)

type entry[K comparable, V any] struct {
	k K
	v V
}
type lru[K comparable, V any] struct {
	max   int
	l     *list.List
	m     map[K]*list.Element
	evict func(K, V)
}

func newLRU[K comparable, V any](max int) *lru[K, V] {
	return &lru[K, V]{max: max, l: list.New(), m: map[K]*list.Element{}}
}
func (c *lru[K, V]) get(k K) (v V, ok bool) {
	if e, hit := c.m[k]; hit {
		c.l.MoveToFront(e)
		return e.Value.(entry[K, V]).v, true
	}
	return
}
func (c *lru[K, V]) put(k K, v V) {
	if e, ok := c.m[k]; ok {
		e.Value = entry[K, V]{k, v}
		c.l.MoveToFront(e)
		return
	}
	c.m[k] = c.l.PushFront(entry[K, V]{k, v})
	if c.l.Len() > c.max {
		old := c.l.Remove(c.l.Back()).(entry[K, V])
		delete(c.m, old.k)
		if c.evict != nil {
			c.evict(old.k, old.v)
		}
	}
}

func main() {
	c := newLRU[string, int](2)
	c.evict = func(k string, v int) { fmt.Println("evict", k, v) }
	c.put("a", 1)
	c.put("b", 2)
	fmt.Println(c.get("a"))
	c.put("c", 3)
	fmt.Println(c.get("b"))
	c.put("a", 9)
	fmt.Println(c.get("a"))
	fmt.Println(len(c.m), c.l.Len())
}
