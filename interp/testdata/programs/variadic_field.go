package main

import "fmt"

type command struct {
	run   func(args ...string) int
	trace func(n int, args ...any) string
	more  []func(args ...string) int
}

type op func(args ...int) int

type named struct{ op op }

func (n named) method(args ...int) int { return n.op(args...) + n.op(1, 2) }

func main() {
	c := &command{
		run:   func(args ...string) int { return len(args) },
		trace: func(n int, args ...any) string { return fmt.Sprint(n, args) },
	}
	fmt.Println(c.run(), c.run("a"), c.run("a", "b"), c.run([]string{"a", "b"}...))
	fmt.Println(c.trace(1), c.trace(1, 2), c.trace(1, "x", nil, c.run("a", "b")), c.trace(1, []any{1}, 2))

	c.more = append(c.more, c.run)
	byName := map[string]func(args ...string) int{"run": c.run}
	run := c.run
	fmt.Println(c.more[0]("a", "b"), byName["run"]("a", "b", "c"), run("a", "b"))

	n := named{func(args ...int) int { return len(args) }}
	o := n.op
	fmt.Println(n.op(1, 2, 3), o(1, 2), n.method(4, 5, 6), (n.op)(1, 2))

	defer func() { fmt.Println("deferred") }()
	defer c.more[0]("a", "b")
	done := make(chan bool)
	c.run = func(args ...string) int { done <- len(args) == 2; return 0 }
	go c.run("a", "b")
	fmt.Println(<-done)
}
