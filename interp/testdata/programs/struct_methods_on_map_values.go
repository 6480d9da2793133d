package main

import "fmt"

type counter struct{ hits map[string]int }

func (c counter) inc(k string) counter {
	c.hits[k]++
	return c
}

type temp float64
type log1 []string

func (l *log1) add(s string) { *l = append(*l, s) }
func (t temp) warm() bool    { return t > 20 }

type service struct {
	name string
	log1
	stats struct{ ok, bad int }
}

func (s *service) call(ok bool) {
	if ok {
		s.stats.ok++
	} else {
		s.stats.bad++
	}
	s.add(fmt.Sprintf("%s:%v", s.name, ok))
}

func main() {
	m := map[string]counter{"a": {map[string]int{}}}
	m["a"].inc("x").inc("x").inc("y")
	fmt.Println(m)
	temps := map[string]temp{"in": 22, "out": 5}
	fmt.Println(temps["in"].warm(), temps["none"].warm())
	svcs := map[string]*service{"s": {name: "s"}}
	for i := range 3 {
		svcs["s"].call(i != 1)
	}
	fmt.Println(svcs["s"].log1, svcs["s"].stats, len(svcs["s"].log1))
	list := []service{{name: "v"}}
	for i := range list {
		list[i].call(true)
	}
	cp := list[0]
	cp.call(false)
	fmt.Println(list[0].stats, cp.stats, len(list[0].log1), len(cp.log1))
	f := svcs["s"].call
	f(true)
	fmt.Println(svcs["s"].stats.ok)
}
