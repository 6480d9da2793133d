package main

import (
	"errors"
	"fmt"
	"io"
	"time"
)

type a struct{ n int }
type b struct{ n int }
type i interface{ m() }

func (a) m()  {}
func (*b) m() {}

func main() {
	var x, y i = a{1}, a{1}
	fmt.Println(x == y, x == a{1}, x != i(a{2}))
	p := &b{1}
	x, y = p, p
	fmt.Println(x == y, x == i(&b{1}))
	var e1, e2 any = 1, 1.0
	fmt.Println(e1 == e2, e1 == 1, e2 == 1.0, e1 != nil)
	e1, e2 = int32(1), int64(1)
	fmt.Println(e1 == e2)
	var err1, err2 error = errors.New("x"), errors.New("x")
	fmt.Println(err1 == err2, err1 == err1, io.EOF == io.EOF, any(io.EOF) == any(io.EOF))
	m := map[i]string{a{1}: "a1", p: "p"}
	fmt.Println(m[a{1}], m[p], m[&b{1}] == "")
	for _, f := range []func() bool{
		func() bool { var p, q any = []int{}, []int{}; return p == q },
		func() bool { var p, q any = []int{}, 1; return p == q },
		func() bool { var p, q any = func() {}, func() {}; return p == q },
		func() bool { var p, q any = [1]any{[]int{}}, [1]any{[]int{}}; return p == q },
	} {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("panic:", r)
				}
			}()
			fmt.Println(f())
		}()
	}
	fmt.Println(time.Second == time.Duration(1e9), any(time.Second) == any(int64(1e9)))
}
