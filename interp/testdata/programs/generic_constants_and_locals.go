package main

import (
	"errors"
	"fmt"
)

type Num interface {
	~int | ~int8 | ~uint8 | ~float64
}

func id[T any](t T) T { return t }

type box[T any] struct{ v T }

func (b box[T]) show() string { return fmt.Sprintf("%T %v", b, b.v) }

var made = func() string {
	type local struct{ n int }
	type other local
	return fmt.Sprint(box[local]{local{4}}.v) + fmt.Sprint(id(other{5}))
}()

var table = map[string]func() any{
	"a": func() any {
		type pair struct{ a, b int }
		return id([]pair{{1, 2}})
	},
}

func div[T Num](x T) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	return fmt.Sprint(x / T(0))
}

func divAssign[T Num](x T) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	x /= T(0)
	return fmt.Sprint(x)
}

func mod[T ~int | ~uint8](x T) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	return fmt.Sprint(x % T(0))
}

func at[T ~int | ~uint8](a [3]int, s []int, str string) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	if len(s) == 0 {
		return fmt.Sprint(a[T(5)])
	}
	if len(s) == 1 {
		return fmt.Sprint(s[T(5)])
	}
	if len(s) == 2 {
		return fmt.Sprint("abc"[T(5)])
	}
	if len(s) == 3 {
		p := &a
		return fmt.Sprint(p[T(5)])
	}
	return fmt.Sprint(a[T(1)], s[T(2)], "abc"[T(0)], a[:T(2)], s[T(1):T(3)], str[T(1):])
}

func slice[T ~int | ~uint8](a [3]int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	return fmt.Sprint(a[T(2):T(1)])
}

func sliceStr[T ~int | ~uint8]() (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	return fmt.Sprint("abc"[T(2):T(7)])
}

func cases[T Num](x T) string {
	switch x {
	case T(1):
		return "one"
	case T(1), 2:
		return "two"
	case T(2):
		return "never"
	}
	switch {
	case x == T(3) || x == T(3):
		return "three"
	}
	return "other"
}

func types[T, U any](x any) string {
	switch x.(type) {
	case T:
		return "T"
	case U:
		return "U"
	case []T, []U:
		return "slices"
	case map[string]T:
		return "map"
	}
	return "none"
}

func keys[T Num]() int {
	m := map[T]int{T(1): 1, 2: 2}
	return len(m)
}

func dup[T Num]() (r string) {
	m := map[T]string{T(1): "a", T(2): "b"}
	a := [...]int{T2: 3}
	return fmt.Sprint(m, len(a))
}

const T2 = 2

func unnamed[T interface{ m() string }, U any](x interface{ m() string }) string {
	switch v := x.(type) {
	case T, U2:
		return "T " + v.m()
	case interface {
		m() string
		n()
	}:
		return "n"
	}
	return "none"
}

type U2 struct{}

func (U2) m() string { return "u2" }

func errs[T error](err error) string {
	switch e := err.(type) {
	case T, *myErr:
		return "mine " + e.Error()
	}
	var t T
	if errors.As(err, &t) {
		return "as"
	}
	return "none"
}

type myErr struct{}

func (*myErr) Error() string { return "my" }

func shift[T ~int | ~uint8](n int) string {
	return fmt.Sprint(T(1)<<n, T(200)+T(100), T(1)<<T(9), -T(1), ^T(0), T(7)/T(2), T(2)*T(200))
}

func konst[T ~int | ~int8]() string {
	var x T = T(100) + T(27)
	const c = 3
	y := T(c) * T(c)
	a := make([]int, T(c))
	return fmt.Sprint(x, y, len(a), cap(make([]T, T(1), T(c))), T(c) == T(3), T(1) < T(2))
}

func main() {
	fmt.Println(made)
	fmt.Printf("%T %v\n", table["a"](), table["a"]())
	fmt.Println(div(4), div(int8(4)), div(4.0), div(-1.0), divAssign(3), divAssign(2.0))
	fmt.Println(mod(4), mod(uint8(4)))
	a := [3]int{1, 2, 3}
	for n := range 5 {
		fmt.Println(at[int](a, a[:min(n, 3)], "hello"), at[uint8](a, append(a[:min(n, 3):3], 0)[:n], "hello"))
	}
	fmt.Println(slice[int](a), slice[uint8](a), sliceStr[int](), sliceStr[uint8]())
	fmt.Println(cases(1), cases(2), cases(int8(3)), cases(4.0), cases(uint8(2)))
	fmt.Println(types[int, int](1), types[int, string]("s"), types[int, int]([]int{}), types[any, error](nil), types[string, string](map[string]string{}))
	fmt.Println(keys[int](), keys[float64](), dup[int8](), dup[float64]())
	fmt.Println(unnamed[U2, int](U2{}), errs[*myErr](&myErr{}), errs[*myErr](errors.New("x")))
	fmt.Println(shift[int](3), shift[uint8](3))
	fmt.Println(konst[int](), konst[int8]())
}
