package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		_, ok := r.(error)
		fmt.Println(r, ok)
	}()
	panic(nil)
}
