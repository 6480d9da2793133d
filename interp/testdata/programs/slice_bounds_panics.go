package main

import "fmt"

func try(name string, f func()) {
	defer func() {
		r := recover()
		err, ok := r.(error)
		fmt.Println(name, ok, err)
	}()
	f()
}

func main() {
	s := []int{1, 2, 3}
	str := "abc"
	arr := [3]int{}
	n, m := 5, 2
	neg := -1
	try("index", func() { _ = s[n] })
	try("negative", func() { _ = s[neg] })
	try("store", func() { s[n] = 1 })
	try("slice", func() { _ = s[1:n] })
	try("order", func() { _ = s[m:1] })
	try("from", func() { _ = s[n:] })
	try("three", func() { _ = s[0:2:n] })
	try("three order", func() { k := 1; _ = s[0:m:k] })
	try("string", func() { _ = str[n] })
	try("substring", func() { _ = str[1:n] })
	try("array", func() { _ = arr[n] })
	try("array slice", func() { _ = arr[m:n] })
	try("empty", func() { var e []string; _ = e[0] })
	try("pointer", func() { p := &arr; _ = p[n] })
	try("compound", func() { s[n] += 2 })
}
