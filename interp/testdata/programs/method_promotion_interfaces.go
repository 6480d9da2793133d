package main

import (
	"fmt"
	"strings"
)

type logger interface{ log(string) }
type console struct {
	prefix string
	out    *[]string
}

func (c *console) log(s string) { *c.out = append(*c.out, c.prefix+s) }

type base struct {
	logger
	id int
}

func (b *base) start() { b.log(fmt.Sprint("start ", b.id)) }
func (b base) ID() int { return b.id }

type service struct {
	base
	deps []ider
}
type ider interface{ ID() int }
type starter interface {
	ider
	start()
}

func (s *service) start() {
	for _, d := range s.deps {
		if st, ok := d.(starter); ok {
			st.start()
		} else {
			s.log(fmt.Sprint("passive ", d.ID()))
		}
	}
	s.base.start()
}

type passive int

func (p passive) ID() int { return int(p) }

type nested struct{ *service }

func main() {
	var out []string
	l := &console{"> ", &out}
	s1 := &service{base: base{l, 1}}
	s2 := &service{base: base{l, 2}, deps: []ider{s1, passive(9), s1.base}}
	n := nested{s2}
	n.start()
	var st starter = n
	fmt.Println(st.ID(), strings.Join(out, "; "))
	n.logger = &console{"! ", &out}
	n.log("direct")
	s2.base.id = 50
	fmt.Println(out[len(out)-1], n.ID(), st.(nested).service == s2)
	f := st.start
	out = nil
	f()
	fmt.Println(out)
}
