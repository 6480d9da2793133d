package main

import "fmt"

type event struct {
	at  int
	run func(*sim)
}
type queue []event

func (q *queue) Push(x any) { *q = append(*q, x.(event)) }

type sim struct{ q queue }

func main() {
	s := &sim{}
	s.q.Push(event{1, func(s *sim) { fmt.Println(len(s.q)) }})
	s.q[0].run(s)
}
