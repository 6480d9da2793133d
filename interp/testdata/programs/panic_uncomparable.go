package main

import "fmt"

type list struct{ c []int }

func try(f func()) {
	defer func() { fmt.Printf("%v\n", recover()) }()
	f()
}

// A panic may have a value that Go cannot compare.
func main() {
	func() {
		defer func() { fmt.Println(recover()) }()
		type list struct{ c []int }
		panic([0]list{})
	}()
	try(func() { panic([0]list{}) })
	try(func() { panic([0][2]list{}) })
	try(func() { panic([1]list{}) })
	try(func() { panic(list{[]int{1}}) })
	try(func() { panic([]int{1}) })
	try(func() { panic(map[string]int{"a": 1}) })
	try(func() { panic([0]map[string]int{}) })
	try(func() { panic([0]func(){}) })
	try(func() { panic([1]func(){}) })
	try(func() { panic([2]any{1, []int{1}}) })
	try(func() { panic(struct{ f any }{[]int{2}}) })
	try(func() { var e any = [0]list{}; panic(e) })
}
