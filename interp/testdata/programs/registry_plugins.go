package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

type plugin interface {
	Name() string
	Run(args ...string) (string, error)
}
type factory func(opts map[string]any) plugin

var registry = map[string]factory{}

func register(name string, f factory) {
	if _, dup := registry[name]; dup {
		panic("duplicate plugin " + name)
	}
	registry[name] = f
}

func init() {
	register("echo", func(o map[string]any) plugin { return echo{sep: opt(o, "sep", " ")} })
	register("count", func(o map[string]any) plugin { return &count{start: opt(o, "start", 0)} })
	register("func", func(map[string]any) plugin {
		return pluginFunc(func(a []string) (string, error) {
			if len(a) == 0 {
				return "", errors.New("no args")
			}
			return strings.ToUpper(a[0]), nil
		})
	})
}

func opt[T any](o map[string]any, k string, def T) T {
	if v, ok := o[k].(T); ok {
		return v
	}
	return def
}

type echo struct{ sep string }

func (echo) Name() string                      { return "echo" }
func (e echo) Run(a ...string) (string, error) { return strings.Join(a, e.sep), nil }

type count struct{ start, calls int }

func (c *count) Name() string { return fmt.Sprint("count", c.calls) }
func (c *count) Run(a ...string) (string, error) {
	c.calls++
	c.start += len(a)
	return strconv.Itoa(c.start), nil
}

type pluginFunc func([]string) (string, error)

func (pluginFunc) Name() string                      { return "func" }
func (f pluginFunc) Run(a ...string) (string, error) { return f(a) }

func main() {
	c := registry["count"](map[string]any{"start": 10})
	for _, p := range []plugin{registry["echo"](map[string]any{"sep": "-"}), registry["echo"](nil), c, c, registry["func"](nil)} {
		out, err := p.Run("a", "b")
		fmt.Println(p.Name(), out, err)
	}
	fmt.Println(registry["func"](nil).Run())
	fmt.Println(opt(map[string]any{"x": "wrong type"}, "x", 5), len(registry))
	defer func() { fmt.Println(recover()) }()
	register("echo", nil)
}
