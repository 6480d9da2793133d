package main

import (
	"fmt"
	"strings"
)

type acc struct{ total int }

func (a *acc) add(n int)        { a.total += n }
func (a acc) get() int          { return a.total }
func (a acc) plus(n, m int) int { return a.total + n + m }

type num int

func (n num) double() num { return n * 2 }
func (n *num) set(v num)  { *n = v }

type adder interface{ add(int) }

func apply(f func(int), vals ...int) {
	for _, v := range vals {
		f(v)
	}
}

func main() {
	var a acc
	apply(a.add, 1, 2, 3)
	g := a.get
	a.add(10)
	fmt.Println(g(), a.get(), a.total)
	e := acc.plus
	pe := (*acc).add
	pe(&a, 100)
	fmt.Println(e(a, 1, 2), (*acc).get(&a))
	var i adder = &a
	h := i.add
	i = nil
	h(1000)
	ie := adder.add
	ie(&a, 5)
	fmt.Println(a.total)
	n := num(4)
	d := n.double
	n.set(50)
	set := n.set
	set(7)
	fmt.Println(d(), n, n.double().double(), num.double(3))
	fs := map[string]func() num{"d": n.double, "dd": n.double().double}
	fmt.Println(fs["d"](), fs["dd"]())
	type op struct{ f func(int) }
	o := op{a.add}
	o.f(1)
	fmt.Println(a.total)
	up := strings.ToUpper
	rep := strings.NewReplacer("a", "b").Replace
	fmt.Println(up("x"), rep("aa"))
	fmt.Printf("%T %T %T\n", g, e, pe)
	defer func() { fmt.Println(recover()) }()
	var nilI adder
	bad := nilI.add
	bad(1)
}
