package main

import (
	"errors"
	"fmt"
	"time"
)

type stringer interface{ String() string }
type code int

func (c code) String() string { return fmt.Sprintf("code-%d", int(c)) }

type failure struct{ msg string }

func (f *failure) Error() string { return f.msg }

func describe(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v %T", x, x)
	case []int:
		return fmt.Sprint("ints ", len(x))
	case map[string]int:
		return fmt.Sprint("map ", x["a"])
	case func() int:
		return fmt.Sprint("func ", x())
	case stringer:
		return "stringer " + x.String()
	case error:
		return "error " + x.Error()
	case *int:
		return fmt.Sprint("ptr ", *x)
	case chan int:
		return fmt.Sprint("chan ", cap(x))
	case struct{ A int }:
		return fmt.Sprint("anon ", x.A)
	case [2]string:
		return x[0] + x[1]
	case bool, string:
		if s, ok := x.(string); ok {
			return "string " + s
		}
		return "bool"
	default:
		return fmt.Sprintf("other %T", x)
	}
}

func main() {
	n := 7
	for _, v := range []any{nil, 1, int64(2), []int{1}, map[string]int{"a": 4}, func() int { return 8 }, code(3), &failure{"f"}, &n, make(chan int, 2), struct{ A int }{5}, [2]string{"x", "y"}, true, "s", 2.5, uint8(1), time.Second, []string{}, errors.New("e")} {
		fmt.Println(describe(v))
	}
	var e error = &failure{"z"}
	switch e := e.(type) {
	case *failure:
		e.msg += "!"
	}
	switch e.(type) {
	case fmt.Stringer:
		fmt.Println("no")
	case interface{ Error() string }:
		fmt.Println("yes", e)
	}
	switch x := any(n); y := x.(type) {
	case int:
		y++
		fmt.Println(y, x)
	}
}
