package main

import (
	"fmt"
	"sort"
)

type graph map[string][]string

func (g graph) bfs(from, to string) []string {
	prev := map[string]string{from: ""}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		if n == to {
			var path []string
			for ; n != ""; n = prev[n] {
				path = append([]string{n}, path...)
			}
			return path
		}
		for _, m := range g[n] {
			if _, seen := prev[m]; !seen {
				prev[m] = n
				queue = append(queue, m)
			}
		}
	}
	return nil
}
func (g graph) topo() (order []string, err error) {
	state := map[string]int{}
	var visit func(string) error
	visit = func(n string) error {
		switch state[n] {
		case 1:
			return fmt.Errorf("cycle at %s", n)
		case 2:
			return nil
		}
		state[n] = 1
		for _, m := range g[n] {
			if err := visit(m); err != nil {
				return err
			}
		}
		state[n] = 2
		order = append(order, n)
		return nil
	}
	var keys []string
	for k := range g {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if err = visit(k); err != nil {
			return nil, err
		}
	}
	return
}

type unionFind struct{ parent, size []int }

func newUF(n int) *unionFind {
	u := &unionFind{make([]int, n), make([]int, n)}
	for i := range n {
		u.parent[i], u.size[i] = i, 1
	}
	return u
}
func (u *unionFind) find(x int) int {
	for u.parent[x] != x {
		u.parent[x] = u.parent[u.parent[x]]
		x = u.parent[x]
	}
	return x
}
func (u *unionFind) union(a, b int) bool {
	if a, b = u.find(a), u.find(b); a == b {
		return false
	}
	u.parent[b] = a
	u.size[a] += u.size[b]
	return true
}

func main() {
	g := graph{"a": {"b", "c"}, "b": {"d"}, "c": {"e"}, "d": {"f"}, "e": {"f"}, "f": nil}
	fmt.Println(g.bfs("a", "f"), g.bfs("f", "a") == nil)
	fmt.Println(g.topo())
	g["f"] = []string{"a"}
	fmt.Println(g.topo())
	u := newUF(5)
	fmt.Println(u.union(0, 1), u.union(3, 4), u.union(1, 0), u.union(1, 4), u.size[u.find(3)])
}
