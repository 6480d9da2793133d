package main

import (
	"container/heap"
	"fmt"
)

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type item struct {
	val         string
	prio, index int
}
type pq []*item

func (q pq) Len() int           { return len(q) }
func (q pq) Less(i, j int) bool { return q[i].prio > q[j].prio }
func (q pq) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *pq) Push(x any) { it := x.(*item); it.index = len(*q); *q = append(*q, it) }
func (q *pq) Pop() any {
	n := len(*q)
	it := (*q)[n-1]
	*q = (*q)[:n-1]
	it.index = -1
	return it
}

func main() {
	h := &intHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 1)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	q := &pq{}
	items := map[string]*item{}
	for i, s := range []string{"a", "b", "c"} {
		it := &item{val: s, prio: i}
		items[s] = it
		heap.Push(q, it)
	}
	items["a"].prio = 10
	heap.Fix(q, items["a"].index)
	heap.Remove(q, items["b"].index)
	for q.Len() > 0 {
		it := heap.Pop(q).(*item)
		fmt.Print(it.val, it.prio, it.index, " ")
	}
	fmt.Println()
}
