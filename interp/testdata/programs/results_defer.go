package main

import "fmt"

var n = 100

func f(i int) (r int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("%v", e)
		}
	}()
	if i == 1 {
		panic("one")
	}
	if i == 0 {
		r = 7
		err = fmt.Errorf("zero")
	}
	r += n
	return
}

func main() {
	for i := range 3 {
		x, err := f(i)
		fmt.Println(x, err)
	}
	n, _ = f(5)
	fmt.Println(n)
}
