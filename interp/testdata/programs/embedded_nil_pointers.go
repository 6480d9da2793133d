package main

import "fmt"

type inner struct{ v int }

func (i *inner) safe() string {
	if i == nil {
		return "nil inner"
	}
	return fmt.Sprint("inner ", i.v)
}
func (i inner) value() int { return i.v }

type outer struct {
	*inner
	err error
}

func main() {
	var o outer
	fmt.Println(o.safe(), o.inner == nil, o.err == nil)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		fmt.Println(o.value())
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		o.v = 5
	}()
	o.inner = &inner{3}
	o.v++
	fmt.Println(o.safe(), o.value())
	p := &o
	p.inner.v = 9
	q := *p
	q.v = 10
	fmt.Println(o.v, q.inner == o.inner)
}
