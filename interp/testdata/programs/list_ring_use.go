package main

import (
	"container/list"
	"container/ring"
	"fmt"
)

type job struct{ id int }

func (j job) String() string { return fmt.Sprint("job", j.id) }

func main() {
	l := list.New()
	e4 := l.PushBack(job{4})
	e1 := l.PushFront(job{1})
	l.InsertBefore(job{3}, e4)
	l.InsertAfter(job{2}, e1)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ", e.Value.(job).id, " ")
	}
	l.MoveToFront(e4)
	l.Remove(e1)
	fmt.Println(l.Len(), l.Front().Value, l.Back().Value)
	for e := l.Front(); e != nil; {
		next := e.Next()
		if e.Value.(job).id%2 == 0 {
			l.Remove(e)
		}
		e = next
	}
	fmt.Println(l.Len(), l.Front().Value == any(job{3}))
	r := ring.New(3)
	for i := range 3 {
		r.Value = job{i}
		r = r.Next()
	}
	r.Do(func(v any) { fmt.Print(v, " ") })
	sum := 0
	r.Move(1).Do(func(v any) { sum = sum*10 + v.(job).id })
	fmt.Println(sum, r.Len())
}
