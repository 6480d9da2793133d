package main

import "fmt"

type address struct {
	Street, City string
}

type person struct {
	Name string
	Age  int
	address
	tags  []string
	boss  *person
	extra map[string]any
}

func (p *person) birthday() *person { p.Age++; return p }
func (p person) older(n int) person { p.Age += n; return p }
func (a address) full() string      { return a.Street + ", " + a.City }

type option func(*person)

func withAge(n int) option    { return func(p *person) { p.Age = n } }
func withTag(t string) option { return func(p *person) { p.tags = append(p.tags, t) } }

func newPerson(name string, opts ...option) *person {
	p := &person{Name: name}
	for _, o := range opts {
		o(p)
	}
	return p
}

func main() {
	p := newPerson("Ann", withAge(30), withTag("x"), withTag("y"))
	p.address = address{"Main", "Berlin"}
	p.birthday().birthday()
	q := p.older(10)
	q.Name = "Bob"
	q.boss = p
	fmt.Println(p.Name, p.Age, q.Name, q.Age, p.full(), q.City, q.boss.Name, p.tags)
	a, b := address{"s", "c"}, address{"s", "c"}
	fmt.Println(a == b, a != address{}, &a == &b)
	anon := struct {
		X, Y int
	}{1, 2}
	fmt.Println(anon.X+anon.Y, anon)
	list := []*person{{Name: "c"}, {Name: "d", Age: 4}}
	for _, e := range list {
		e.birthday()
	}
	fmt.Println(list[0].Age, list[1].Age)
	var zero person
	fmt.Println(zero.Name == "", zero.tags == nil, zero.boss == nil)
	pp := &zero
	pp.Name = "z"
	(*pp).Age = 3
	cp := *pp
	cp.Name = "copy"
	fmt.Println(zero.Name, zero.Age, cp.Name)
	arr := [2]person{{Name: "a0"}}
	arr[1].Name = "a1"
	brr := arr
	brr[0].Name = "b0"
	fmt.Println(arr[0].Name, arr[1].Name, brr[0].Name)
}
