package main

import (
	"fmt"
	"sync"
)

type topic string
type event struct {
	topic topic
	data  any
}
type bus struct {
	mu   sync.RWMutex
	subs map[topic][]chan<- event
}

func (b *bus) subscribe(t topic, n int) <-chan event {
	c := make(chan event, n)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = map[topic][]chan<- event{}
	}
	b.subs[t] = append(b.subs[t], c)
	return c
}
func (b *bus) publish(t topic, data any) (n int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, c := range b.subs[t] {
		select {
		case c <- event{t, data}:
			n++
		default:
		}
	}
	return
}
func (b *bus) close() {
	for _, cs := range b.subs {
		for _, c := range cs {
			close(c)
		}
	}
}

type actor struct {
	inbox chan func(*int)
	state int
}

func start() *actor {
	a := &actor{inbox: make(chan func(*int))}
	go func() {
		for f := range a.inbox {
			f(&a.state)
		}
	}()
	return a
}
func (a *actor) ask(f func(int) string) string {
	r := make(chan string)
	a.inbox <- func(s *int) { r <- f(*s) }
	return <-r
}

func main() {
	var b bus
	x, y := b.subscribe("a", 2), b.subscribe("a", 1)
	fmt.Println(b.publish("a", 1), b.publish("a", "two"), b.publish("none", 0))
	b.close()
	for e := range x {
		fmt.Print(e, " ")
	}
	fmt.Println(<-y, len(y))
	a := start()
	for i := range 5 {
		a.inbox <- func(s *int) { *s += i }
	}
	fmt.Println(a.ask(func(n int) string { return fmt.Sprint("state ", n) }))
	close(a.inbox)
}
