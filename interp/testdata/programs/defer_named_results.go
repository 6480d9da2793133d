package main

import (
	"fmt"
	"strconv"
)

func a() (x int) {
	defer func() { x++ }()
	return 1
}
func b() int {
	x := 1
	defer func() { x++ }()
	return x
}
func c() (x int, s string) {
	defer func() {
		x, s = x+1, s+"!"
	}()
	x = 5
	return x * 2, "c"
}
func d() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("d: %w", err)
		}
	}()
	if _, err := strconv.Atoi("q"); err != nil {
		return err
	}
	return nil
}
func e() (p *int) {
	v := 1
	p = &v
	defer func() { *p = 50 }()
	return p
}
func f() (out []int) {
	for i := 0; i < 3; i++ {
		defer func() { out = append(out, i) }()
	}
	return []int{100}
}
func g() (n int) {
	defer func(m int) { n = n*10 + m }(n)
	n = 3
	return n + 1
}

type t struct{ v int }

func (x *t) add() (r int) {
	defer func() { x.v++; r = -r }()
	return x.v
}
func h() (_ int, s string) {
	defer func() { s += "z" }()
	return 1, "y"
}

func main() {
	fmt.Println(a(), b())
	fmt.Println(c())
	fmt.Println(d(), *e(), f(), g())
	x := &t{5}
	fmt.Println(x.add(), x.v)
	fmt.Println(h())
}
