package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type result struct {
	idx int
	val string
	err error
}

func fetch(i int) (string, error) {
	if i%3 == 2 {
		return "", fmt.Errorf("fetch %d failed", i)
	}
	return strings.Repeat("ab", i), nil
}
func merge(cs ...<-chan result) <-chan result {
	out := make(chan result)
	var wg sync.WaitGroup
	wg.Add(len(cs))
	for _, c := range cs {
		go func() {
			defer wg.Done()
			for r := range c {
				out <- r
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}
func produce(from, to int) <-chan result {
	c := make(chan result)
	go func() {
		defer close(c)
		for i := from; i < to; i++ {
			v, err := fetch(i)
			c <- result{i, v, err}
		}
	}()
	return c
}

func main() {
	var all []result
	for r := range merge(produce(0, 3), produce(3, 5), produce(5, 6)) {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].idx < all[j].idx })
	for _, r := range all {
		fmt.Println(r.idx, r.val, r.err)
	}
}
