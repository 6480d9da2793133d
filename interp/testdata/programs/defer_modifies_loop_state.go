package main

import (
	"bufio"
	"bytes"
	"fmt"
	"sync"
)

func f() (log []string) {
	for i := range 3 {
		func() {
			defer func() { log = append(log, fmt.Sprint("d", i)) }()
			if i == 1 {
				return
			}
			log = append(log, fmt.Sprint("b", i))
		}()
	}
	return
}

type timer struct{ stack []string }

func (t *timer) enter(s string) func() {
	t.stack = append(t.stack, "+"+s)
	return func() { t.stack = append(t.stack, "-"+s) }
}
func (t *timer) work(n int) {
	defer t.enter(fmt.Sprint("work", n))()
	if n > 0 {
		t.work(n - 1)
	}
}

func main() {
	fmt.Println(f())
	t := &timer{}
	t.work(2)
	fmt.Println(t.stack)
	func() {
		s := "start"
		defer fmt.Println("eager", s)
		defer func() { fmt.Println("late", s) }()
		s = "changed"
	}()
	var out bytes.Buffer
	func() {
		w := bufio.NewWriter(&out)
		defer w.Flush()
		fmt.Fprint(w, "flushed")
	}()
	fmt.Println(out.String())
	var wg sync.WaitGroup
	results := make([]int, 4)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { results[i] *= 2 }()
			results[i] = i
		}()
	}
	wg.Wait()
	fmt.Println(results)
}
