package main

import (
	"container/heap"
	"fmt"
)

type edge struct {
	to   string
	cost int
}
type state struct {
	node string
	dist int
}
type queue []state

func (q queue) Len() int            { return len(q) }
func (q queue) Less(i, j int) bool  { return q[i].dist < q[j].dist }
func (q queue) Swap(i, j int)       { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x interface{}) { *q = append(*q, x.(state)) }
func (q *queue) Pop() interface{} {
	l := len(*q) - 1
	s := (*q)[l]
	*q = (*q)[:l]
	return s
}

func shortest(g map[string][]edge, from string) map[string]int {
	dist := map[string]int{from: 0}
	q := &queue{{from, 0}}
	for q.Len() > 0 {
		s := heap.Pop(q).(state)
		if d, ok := dist[s.node]; ok && d < s.dist {
			continue
		}
		for _, e := range g[s.node] {
			nd := s.dist + e.cost
			if d, ok := dist[e.to]; !ok || nd < d {
				dist[e.to] = nd
				heap.Push(q, state{e.to, nd})
			}
		}
	}
	return dist
}

func main() {
	g := map[string][]edge{"a": {{"b", 7}, {"c", 3}}, "c": {{"b", 1}, {"d", 8}}, "b": {{"d", 2}}}
	fmt.Println(shortest(g, "a"))
	fmt.Println(shortest(g, "zz"))
}
