package main

import "fmt"

type problem struct{ n int }

func (p problem) Error() string { return fmt.Sprint("problem ", p.n) }

func main() {
	defer fmt.Println("deferred runs")
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("got", r)
			panic(problem{2})
		}
	}()
	panic(problem{1})
}
