package main

import (
	"fmt"
	"time"
)

type item struct {
	val     string
	expires time.Time
	used    int
}
type cache struct {
	items map[string]*item
	max   int
	now   func() time.Time
	tick  int
	stats struct{ hits, misses, evicted int }
}

func (c *cache) get(k string) (string, bool) {
	c.tick++
	it, ok := c.items[k]
	if !ok || c.now().After(it.expires) {
		if ok {
			delete(c.items, k)
		}
		c.stats.misses++
		return "", false
	}
	it.used = c.tick
	c.stats.hits++
	return it.val, true
}
func (c *cache) set(k, v string, ttl time.Duration) {
	c.tick++
	if _, ok := c.items[k]; !ok && len(c.items) >= c.max {
		oldest := ""
		for k, it := range c.items {
			if oldest == "" || it.used < c.items[oldest].used {
				oldest = k
			}
		}
		delete(c.items, oldest)
		c.stats.evicted++
	}
	c.items[k] = &item{v, c.now().Add(ttl), c.tick}
}

func main() {
	now := time.Unix(1000, 0)
	c := &cache{items: map[string]*item{}, max: 2, now: func() time.Time { return now }}
	c.set("a", "1", time.Minute)
	c.set("b", "2", time.Second)
	fmt.Println(c.get("a"))
	now = now.Add(2 * time.Second)
	fmt.Println(c.get("b"))
	c.set("c", "3", time.Hour)
	c.set("d", "4", time.Hour)
	fmt.Println(c.get("a"))
	fmt.Println(c.get("d"))
	fmt.Printf("%+v %d\n", c.stats, len(c.items))
}
