package main

import "fmt"

func direct() (r any) {
	defer func() { r = recover() }()
	panic("direct")
}

func named() {
	if r := recover(); r != nil {
		fmt.Println("named recovered", r)
	}
}

func viaNamed() {
	defer named()
	panic("via")
}

type guard struct{ name string }

func (g guard) catch() { fmt.Println(g.name, "caught", recover()) }

func viaMethod() {
	g := guard{"g1"}
	defer g.catch()
	g.name = "g2"
	panic("m")
}

func loop() {
	for i := range 3 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("iteration", i, r)
				}
			}()
			if i == 1 {
				panic("at one")
			}
			fmt.Println("ok", i)
		}()
	}
}

func results() (a int, b string) {
	defer func() {
		recover()
		a *= 2
	}()
	a, b = 21, "set"
	panic("x")
}

func deep(n int) {
	defer func() {
		if n == 3 {
			fmt.Println("deep", n, recover())
		}
	}()
	if n == 5 {
		panic("bottom")
	}
	deep(n + 1)
	fmt.Println("after", n)
}

func main() {
	fmt.Println(direct())
	viaNamed()
	viaMethod()
	loop()
	fmt.Println(results())
	deep(0)
	func() {
		defer func() {
			defer func() { fmt.Println("inner recover:", recover()) }()
		}()
		defer func() { recover() }()
		panic("z")
	}()
}
