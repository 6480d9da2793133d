package main

import "fmt"

type s struct {
	count int32
	list  []int
}

func mk(n int32) s { return s{count: n} }

func a() {
	v := s{1, nil}
	func() { v = s{count: 2} }()
	fmt.Println("a", v)
}

func b() {
	v := s{1, nil}
	func() { func() { v = s{count: 2} }() }()
	fmt.Println("b", v)
}

func c() {
	v := s{1, nil}
	func() { func() { v = s{count: 2, list: v.list} }() }()
	fmt.Println("c", v)
}

func d() {
	v := s{1, nil}
	func() {
		func() {
			v = s{count: 2}
			fmt.Println("in d", v)
		}()
	}()
	fmt.Println("d", v)
}

func e() {
	v := s{1, nil}
	func() {
		defer func() {}()
		v = s{count: 2}
	}()
	fmt.Println("e", v)
}

func f() {
	v := s{1, nil}
	func() {
		defer func() {}()
		v = mk(2)
	}()
	fmt.Println("f", v)
}

func g() {
	v := []int{1}
	func() {
		defer func() {}()
		v = []int{2}
	}()
	fmt.Println("g", v)
}

func h() {
	v := &s{1, nil}
	func() {
		defer func() {}()
		v = &s{2, nil}
	}()
	fmt.Println("h", v.count)
}

func main() {
	a()
	b()
	c()
	d()
	e()
	f()
	g()
	h()
}
