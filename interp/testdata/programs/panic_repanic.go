package main

import "fmt"

func inner() {
	defer fmt.Println("inner deferred")
	panic("first")
}

func middle() {
	defer func() {
		r := recover()
		fmt.Println("middle got", r)
		panic(fmt.Sprint("second after ", r))
	}()
	inner()
	fmt.Println("not reached")
}

func outer() (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("outer: ", r)
		}
	}()
	middle()
	return "fine"
}

func replace() (v any) {
	defer func() { v = recover() }()
	defer func() { panic("replaced") }()
	panic("original")
}

func once() (v any) {
	defer func() { v = recover() }()
	defer func() { fmt.Println("swallowed", recover()) }()
	panic("p")
}

func nested() {
	defer func() { fmt.Println("nested:", recover()) }()
	func() {
		defer func() {
			defer func() { fmt.Println("in defer:", recover()) }()
			panic("from defer")
		}()
		panic("main one")
	}()
}

func main() {
	fmt.Println(outer())
	fmt.Println(replace())
	fmt.Println(once())
	nested()
}
