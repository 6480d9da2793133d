package main

import "fmt"

func main() {
	var m map[string]int
	fmt.Println(m == nil, len(m), m["a"], m)
	v, ok := m["x"]
	fmt.Println(v, ok)
	for range m {
		fmt.Println("never")
	}
	delete(m, "a")
	clear(m)
	func() {
		defer func() {
			err := recover().(error)
			fmt.Println(err)
		}()
		m["a"] = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		m["a"]++
	}()
	type s struct{ m map[string][]int }
	var x s
	fmt.Println(len(x.m["k"]))
	func() {
		defer func() { fmt.Println(recover()) }()
		x.m["k"] = append(x.m["k"], 1)
	}()
	var i any = m
	fmt.Println(i == nil, len(i.(map[string]int)))
	var mm map[string]map[string]int
	fmt.Println(mm["a"]["b"])
}
