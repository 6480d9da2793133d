package main

import "fmt"

// A struct leads back to itself through the parameters of functions in a map.
type command struct {
	name string
	run  map[string]func(command) string
	all  []func([]command) int
}

func main() {
	c := command{name: "list"}
	c.run = map[string]func(command) string{"upper": func(c command) string { return "<" + c.name + ">" }}
	c.all = append(c.all, func(list []command) int { return len(list) })
	fmt.Println(c.run["upper"](c), c.all[0]([]command{c, c}))
}
