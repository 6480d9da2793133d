package main

import (
	"encoding/json"
	"fmt"
)

type list []string

func (l list) size() int { return len(l) }

func main() {
	var n []int
	e := []int{}
	m := make([]int, 0)
	fmt.Println(n == nil, e == nil, m == nil, len(n), cap(n), n, e)
	fmt.Printf("%v %#v %#v %d\n", n, n, e, n)
	n = append(n)
	fmt.Println(n == nil, n[:] == nil, e[:0] == nil, n[0:0] == nil)
	n = append(n, e...)
	fmt.Println(n == nil, append([]int(nil), []int{}...) == nil)
	for range n {
		fmt.Println("never")
	}
	var l list
	fmt.Println(l == nil, l.size(), list(nil) == nil, list{} == nil)
	b, _ := json.Marshal([]any{n, e, l, list{}})
	fmt.Println(string(b))
	var i any = n
	fmt.Println(i == nil, i.([]int) == nil)
	clear(e)
	n = append(n, 1)
	clear(n)
	fmt.Println(n, copy(n, e), copy(e, n))
}
