package main

import (
	"fmt"
	"sync"
)

type fork struct{ sync.Mutex }
type philosopher struct {
	id          int
	left, right *fork
	meals       int
}

func (p *philosopher) dine(n int, wg *sync.WaitGroup) {
	defer wg.Done()
	first, second := p.left, p.right
	if p.id%2 == 1 {
		first, second = second, first
	}
	for range n {
		func() {
			first.Lock()
			defer first.Unlock()
			second.Lock()
			defer second.Unlock()
			p.meals++
		}()
	}
}

func main() {
	forks := make([]*fork, 5)
	for i := range forks {
		forks[i] = new(fork)
	}
	ps := make([]*philosopher, 5)
	var wg sync.WaitGroup
	for i := range ps {
		ps[i] = &philosopher{id: i, left: forks[i], right: forks[(i+1)%5]}
		wg.Add(1)
		go ps[i].dine(20, &wg)
	}
	wg.Wait()
	for _, p := range ps {
		fmt.Print(p.id, ":", p.meals, " ")
	}
	fmt.Println()
}
