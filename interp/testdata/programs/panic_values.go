package main

import (
	"fmt"
	"regexp"
	"strings"
)

type custom struct{ code int }

func (c custom) Error() string { return fmt.Sprint("custom ", c.code) }

type plain struct{ a, b int }

func catch(f func()) (v any) {
	defer func() { v = recover() }()
	f()
	return "no panic"
}

func main() {
	fmt.Println(catch(func() { panic("text") }))
	fmt.Println(catch(func() { panic(42) }))
	v := catch(func() { panic(custom{7}) })
	e, ok := v.(error)
	fmt.Println(v, ok, e)
	fmt.Printf("%v %T\n", catch(func() { panic(plain{1, 2}) }), v)
	fmt.Println(catch(func() { panic(fmt.Errorf("wrapped: %w", custom{1})) }))
	fmt.Println(catch(func() { panic(&plain{3, 4}) }).(*plain).b)
	fmt.Println(catch(func() {}))
	fmt.Println(catch(func() { panic([]int{1}) }), catch(func() { panic(2.5) }))
	f := catch(func() { panic(func() string { return "called" }) }).(func() string)
	fmt.Println(f())
	fmt.Println(recover())
	var nilMap map[string]int
	fmt.Println(catch(func() { nilMap["a"] = 1 }))
	fmt.Println(catch(func() { var p *plain; p.a = 1 }))
	fmt.Println(catch(func() { close((chan int)(nil)) }))
	fmt.Println(catch(func() { c := make(chan int); close(c); close(c) }))
	fmt.Println(catch(func() { c := make(chan int, 1); close(c); c <- 1 }))
	fmt.Println(catch(func() { n := -5; _ = make([]int, n) }))
	fmt.Println(catch(func() { strings.Repeat("x", -1) }))
	fmt.Println(catch(func() { regexp.MustCompile("(") }))
}
