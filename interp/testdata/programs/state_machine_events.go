package main

import (
	"fmt"
	"strconv"
)

type state int
type event string

const (
	idle state = iota
	running
	paused
	stopped
)

var stateNames = map[state]string{idle: "idle", running: "running", paused: "paused"}

func (s state) String() string {
	if n, ok := stateNames[s]; ok {
		return n
	}
	return "state " + strconv.Itoa(int(s))
}

type key struct {
	from state
	ev   event
}
type machine struct {
	state
	table map[key]state
	hooks map[state][]func(from, to state)
	trail []state
}

func (m *machine) on(s state, f func(from, to state)) *machine {
	if m.hooks == nil {
		m.hooks = map[state][]func(from, to state){}
	}
	m.hooks[s] = append(m.hooks[s], f)
	return m
}
func (m *machine) fire(e event) error {
	to, ok := m.table[key{m.state, e}]
	if !ok {
		return fmt.Errorf("no %q in %v", e, m.state)
	}
	from := m.state
	m.state = to
	m.trail = append(m.trail, to)
	for _, h := range m.hooks[to] {
		h(from, to)
	}
	return nil
}

func main() {
	m := &machine{table: map[key]state{{idle, "go"}: running, {running, "wait"}: paused, {paused, "go"}: running, {running, "end"}: stopped}}
	n := 0
	m.on(running, func(from, to state) { n++; fmt.Println(from, "->", to) }).on(running, func(state, state) {
		if n == 2 {
			fmt.Println(m.fire("end"))
		}
	})
	for _, e := range []event{"go", "go", "wait", "go", "wait"} {
		if err := m.fire(e); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(m.state, m.trail, n, machine2(*m).back())
}

type machine2 machine

func (m machine2) back() bool { return m.state == stopped }
