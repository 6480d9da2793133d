package main

import (
	"container/heap"
	"fmt"
)

type event struct {
	at   int
	name string
	run  func(*sim)
}
type queue []event

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].name < q[j].name
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(event)) }
func (q *queue) Pop() any {
	old := *q
	e := old[len(old)-1]
	old[len(old)-1] = event{}
	*q = old[:len(old)-1]
	return e
}

type sim struct {
	now int
	q   queue
	log []string
}

func (s *sim) after(d int, name string, f func(*sim)) {
	heap.Push(&s.q, event{s.now + d, name, f})
}
func (s *sim) run(limit int) {
	for s.q.Len() > 0 && s.q[0].at <= limit {
		e := heap.Pop(&s.q).(event)
		s.now = e.at
		s.log = append(s.log, fmt.Sprint(e.at, e.name))
		if e.run != nil {
			e.run(s)
		}
	}
}

func main() {
	s := &sim{}
	var tick func(*sim)
	tick = func(s *sim) {
		if s.now < 9 {
			s.after(3, "tick", tick)
		}
	}
	s.after(0, "tick", tick)
	s.after(4, "b", func(s *sim) { s.after(0, "a", nil); s.after(100, "never", nil) })
	s.after(1, "x", nil)
	s.run(20)
	fmt.Println(s.log, s.now, s.q.Len())
}
