package main

import (
	"errors"
	"fmt"
)

type pair struct {
	err error
	n   int
}

type ints chan int

var global int

func next(c <-chan int) int { return <-c }

func both(c chan int) (int, bool) {
	v, ok := <-c
	return v, ok
}

func sum(list ...int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}

func main() {
	errs, nums := make(chan error, 20), make(ints, 60)
	for i := range 20 {
		errs <- fmt.Errorf("no %d", i)
	}
	for i := range 60 {
		nums <- i + 1
	}
	at := func(i int) int { fmt.Println("at", i); return i }

	errsList := []error{nil, nil}
	list, array, table := []int{0, 0}, [2]int{}, map[string]int{}
	var one pair
	two := &pair{}
	errsList[1] = <-errs
	errsList[at(0)] = <-errs
	list[at(1)] = <-nums
	list[0] += <-nums
	array[1] = <-nums
	table["a"] = <-nums
	table["a"] -= <-nums
	one.err, one.n = <-errs, <-nums
	two.err = <-errs
	two.n = <-nums
	p := &list[1]
	*p = <-nums
	(*p) *= <-nums
	fmt.Println(errsList, list, array, table, one.err, one.n, two.err, two.n)

	var err error
	var ok bool
	err = <-errs
	global = <-nums
	func() { err = <-errs; global += <-nums }()
	fmt.Println(err, global)
	errsList[0], ok = <-errs
	array[0], list[0] = <-nums, <-nums
	fmt.Println(errsList, ok, array, list)

	fmt.Println([]int{<-nums, <-nums}, [...]int{1: <-nums}, map[int]int{<-nums: <-nums}, pair{n: <-nums}.n, (&pair{<-errs, <-nums}).err)
	fmt.Println(next(nums), sum(<-nums, <-nums), <-nums+1, -<-nums, <-nums == <-nums)
	var typed int64 = int64(<-nums)
	var anything any = <-nums
	x, y := <-nums, fmt.Sprint(<-nums)
	fmt.Println(typed, anything, x, y)
	if n := <-nums; n > 0 && <-nums > n {
		fmt.Println("if", n)
	}
	switch n := <-nums; <-nums - n {
	case 1:
		fmt.Println("switch")
	}
	for i := <-nums; i < 40; i += <-nums {
		fmt.Println("for", i)
	}
	fmt.Println(both(nums))
	close(nums)
	for range nums {
	}
	fmt.Println(both(nums))
	list[0] = <-nums
	v, more := <-nums
	fmt.Println(list[0], v, more)

	more2 := make(chan int, 9)
	for i := range 9 {
		more2 <- i
	}
	z := <-more2
	z++
	q := &z
	*q += 4
	fmt.Println(z)
	for i := <-more2; i < 3; i++ {
		fmt.Println(i)
	}
	if w, ok := <-more2; ok {
		w++
		fmt.Println(w)
	}
	var c1, c2 = <-more2, <-more2
	c1 *= 10
	fmt.Println(c1, c2)
	close(more2)
	var funcs []func() int
	for r := range more2 {
		r *= 2
		funcs = append(funcs, func() int { r++; return r })
	}
	for _, f := range funcs {
		fmt.Println(f(), f())
	}
	defer fmt.Println("deferred", <-more2)
	defer func(n int) { n++; fmt.Println(n) }(<-more2)

	nested := make(chan chan error, 1)
	nested <- errs
	errsList[0] = <-<-nested
	fmt.Println(errsList[0], errors.Unwrap(errsList[0]))

	flags := make(chan bool, 4)
	flags <- true
	flags <- false
	flags <- true
	if <-flags {
		fmt.Println("true")
	}
	if !<-flags {
		fmt.Println("false")
	}
	for <-flags {
		fmt.Println("once")
		flags <- false
	}
}
