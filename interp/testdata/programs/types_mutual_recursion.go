package main

import (
	"fmt"
	"strconv"
	"strings"
)

type expr interface{ eval(env) value }
type env map[string]value
type value interface{ show() string }
type num float64
type list []value
type fn struct {
	params []string
	body   expr
	env    env
}
type lit struct{ v value }
type ref string
type call struct {
	f    expr
	args []expr
}

func (n num) show() string { return strconv.FormatFloat(float64(n), 'g', -1, 64) }
func (l list) show() string {
	var p []string
	for _, v := range l {
		p = append(p, v.show())
	}
	return "(" + strings.Join(p, " ") + ")"
}
func (f *fn) show() string     { return fmt.Sprint("fn/", len(f.params)) }
func (l lit) eval(env) value   { return l.v }
func (r ref) eval(e env) value { return e[string(r)] }
func (f *fn) eval(e env) value { return &fn{f.params, f.body, e} }
func (c call) eval(e env) value {
	var args []value
	for _, a := range c.args {
		args = append(args, a.eval(e))
	}
	if r, ok := c.f.(ref); ok && r == "list" {
		return list(args)
	}
	f := c.f.eval(e).(*fn)
	inner := env{}
	for k, v := range f.env {
		inner[k] = v
	}
	for i, p := range f.params {
		inner[p] = args[i]
	}
	return f.body.eval(inner)
}

func main() {
	pair := &fn{params: []string{"x", "y"}, body: call{ref("list"), []expr{ref("y"), ref("x"), ref("k")}}}
	e := env{"k": num(2.5)}
	fmt.Println(call{pair, []expr{lit{num(1)}, call{ref("list"), nil}}}.eval(e).show())
	fmt.Println(pair.eval(e).show(), lit{list{num(1), list{}}}.eval(nil).show())
}
