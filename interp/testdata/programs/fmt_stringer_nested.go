package main

import "fmt"

type color int

func (c color) String() string { return [...]string{"red", "green"}[c] }

type inner struct {
	C color
	c color
}
type outer struct {
	inner
	In  inner
	P   *inner
	L   []inner
	M   map[color]inner
	A   any
	E   error
	Arr [1]color
}
type e struct{ code int }

func (x e) Error() string { return fmt.Sprint("e", x.code) }

func main() {
	o := outer{inner{1, 1}, inner{0, 1}, nil, []inner{{1, 0}}, map[color]inner{1: {0, 0}}, color(1), e{4}, [1]color{1}}
	fmt.Printf("%v\n%+v\n", o.In, o.In)
	fmt.Printf("%v\n%+v\n", o.L, o.M)
	fmt.Println(o.A, o.E, o.Arr, o.inner)
	fmt.Println([]any{color(1), e{1}, inner{}, []color{0}})
	fmt.Println(struct{ A any }{color(1)}, struct{ E error }{e{2}}, map[string]any{"x": color(0)})
	fmt.Printf("%v %+v\n", struct {
		c color
		e error
	}{1, e{3}}, struct{ M map[string]color }{map[string]color{"k": 1}})
	fmt.Printf("%d %v\n", []color{0, 1}, &[]color{1})
	fmt.Println(&map[string]color{"a": 0}, &[2]color{})
}
