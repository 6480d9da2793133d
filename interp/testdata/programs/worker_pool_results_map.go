package main

import (
	"fmt"
	"sync"
)

type task struct {
	id   int
	data []int
}
type outcome struct {
	id  int
	sum int
	err error
}

func process(t task) (o outcome) {
	o.id = t.id
	for _, d := range t.data {
		if d < 0 {
			o.err = fmt.Errorf("task %d: negative %d", t.id, d)
			return
		}
		o.sum += d
	}
	return
}
func runAll(n int, tasks []task) map[int]outcome {
	in := make(chan task)
	out := make(chan outcome)
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			for t := range in {
				out <- process(t)
			}
		})
	}
	go func() {
		for _, t := range tasks {
			in <- t
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	res := map[int]outcome{}
	for o := range out {
		res[o.id] = o
	}
	return res
}

func main() {
	res := runAll(1, []task{{1, []int{1, 2}}, {2, nil}, {3, []int{5, -1, 7}}, {4, []int{10}}})
	for i := 1; i <= 4; i++ {
		fmt.Println(i, res[i].sum, res[i].err)
	}
	fmt.Println(len(res))
}
