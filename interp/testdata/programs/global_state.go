package main

import (
	"fmt"
	"sync"
)

var (
	counter  int
	registry []string
	lookup   = map[string]func() int{"c": next, "d": func() int { return counter * 10 }}
	matrix   [2][2]int
	cfg      struct {
		name string
		tags []string
	}
	ptr       = &counter
	iface any = counter
	fnVar func(int) int
	ch    = make(chan int, 2)
	mu    sync.Mutex
	arrp  = &matrix[1]
)

func next() int { counter++; return counter }
func reset() (old int) {
	old, counter = counter, 0
	return
}
func shadow() int {
	counter := 100
	counter++
	return counter
}

type tracker struct{}

func (tracker) add(s string) int { registry = append(registry, s); return len(registry) }

func main() {
	next()
	next()
	fmt.Println(counter, *ptr, iface, lookup["c"](), lookup["d"](), shadow())
	*ptr = 50
	fmt.Println(counter, reset(), counter)
	matrix[1][0] = 7
	arrp[1] = 8
	cfg.name = "n"
	cfg.tags = append(cfg.tags, "t")
	fmt.Println(matrix, cfg, len(registry), tracker{}.add("x"), registry)
	fnVar = func(i int) int { counter += i; return counter }
	fmt.Println(fnVar(3), counter, fnVar != nil)
	ch <- fnVar(1)
	fmt.Println(<-ch, len(ch))
	done := make(chan bool)
	for range 10 {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			counter++
			done <- true
		}()
	}
	for range 10 {
		<-done
	}
	fmt.Println(counter)
	iface = "changed"
	if s, ok := iface.(string); ok {
		counter = len(s)
		registry = nil
	}
	fmt.Println(counter, registry == nil)
	for counter = 0; counter < 3; counter++ {
	}
	for _, counter := range []int{9} {
		fmt.Println(counter)
	}
	fmt.Println(counter)
}
