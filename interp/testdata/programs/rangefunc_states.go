package main

import "fmt"

func seq(yield func(int) bool) {
	for i := range 3 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("rec", r)
				}
			}()
			yield(i)
		}()
	}
}

func once(yield func(int) bool) {
	defer func() { fmt.Println("once rec", recover()) }()
	yield(1)
}

func main() {
	func() {
		defer func() { fmt.Println("main:", recover()) }()
		for i := range seq {
			fmt.Println(i)
			panic("p")
		}
		fmt.Println("end")
	}()
	func() {
		defer func() { fmt.Println("main:", recover()) }()
		for i := range once {
			fmt.Println(i)
			panic("p")
		}
		fmt.Println("end")
	}()
	for i := range func(y func(int) bool) { _ = y(1) && y(2) && y(3) } {
		fmt.Println("b", i)
		if i == 1 {
			goto next
		}
		fmt.Println("no", i)
	next:
		fmt.Println("after", i)
	}
	n := 0
	for i := range func(y func(int) bool) { _ = y(1) && y(2) && y(3) } {
	back:
		n++
		if n < 3 {
			goto back
		}
		if i == 2 {
			goto out
		}
		fmt.Println(i, n)
	}
out:
	fmt.Println("out")
	// overrun
	func() {
		defer func() { fmt.Println("main:", recover()) }()
		for i := range func(y func(int) bool) { y(1); y(2) } {
			fmt.Println(i)
			break
		}
	}()
	var late func(int) bool
	func() {
		defer func() { fmt.Println("main:", recover()) }()
		for i := range func(y func(int) bool) { y(1); late = y } {
			fmt.Println(i)
		}
		late(3)
	}()
	func() {
		defer func() { fmt.Println("main:", recover()) }()
		for i := range func(y func(int) bool) {
			y(1)
		} {
			for j := range func(y func(int) bool) { defer func() { fmt.Println("in", recover()) }(); y(5) } {
				fmt.Println(i, j)
				panic("inner")
			}
		}
	}()
	// nested
	func() {
		defer func() { fmt.Println("main:", recover()) }()
		for range func(y func() bool) { y(); late(1) } {
			for i := range func(y func(int) bool) { late = y; y(1) } {
				fmt.Println(i)
			}
		}
	}()
}
