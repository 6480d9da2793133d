package main

import "fmt"

type counter struct{ n int }

func (c *counter) inc() *counter { c.n++; return c }
func (c counter) value() int     { return c.n }
func (c *counter) safe() string {
	if c == nil {
		return "nil counter"
	}
	return fmt.Sprint("counter ", c.n)
}

type wrapper struct {
	counter
	p *counter
}

func main() {
	var c counter
	c.inc().inc()
	fmt.Println(c.value(), (&c).value())
	var np *counter
	fmt.Println(np.safe(), c.safe())
	w := wrapper{p: &c}
	w.inc()
	w.p.inc()
	fmt.Println(w.n, w.value(), c.n, w.p.value())
	m := map[string]*counter{"a": {}}
	m["a"].inc().inc().inc()
	fmt.Println(m["a"].n)
	list := []counter{{1}, {2}}
	list[0].inc()
	for i := range list {
		p := &list[i]
		p.inc()
	}
	fmt.Println(list)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(np.value())
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		np.inc()
	}()
	var w2 struct{ *counter }
	fmt.Println(w2.safe())
	defer func() { fmt.Println(recover()) }()
	fmt.Println(w2.n)
}
