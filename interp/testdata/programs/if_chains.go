package main

import (
	"errors"
	"fmt"
	"strconv"
)

type user struct {
	name string
	age  int
}

func find(m map[string]user, n string) (*user, error) {
	if u, ok := m[n]; !ok {
		return nil, fmt.Errorf("no %s", n)
	} else if u.age < 0 {
		return nil, errors.New("bad age")
	} else {
		return &u, nil
	}
}

func main() {
	m := map[string]user{"a": {"a", 5}, "b": {"b", -1}}
	for _, n := range []string{"a", "b", "c", "a"} {
		if u, err := find(m, n); err != nil {
			fmt.Println("error:", err)
		} else if u.age > 3 {
			fmt.Println("found", *u)
		}
	}
	x := 5
	if x := x * 2; x > 8 && x < 12 {
		fmt.Println("shadow", x)
	}
	if x > 3 || panics() {
		fmt.Println("short", x)
	}
	if !(x == 5 && x != 6) {
		fmt.Println("no")
	} else {
		fmt.Println("else")
	}
	var err error
	if err == nil && x == 5 {
		if _, err = strconv.Atoi("q"); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(err != nil)
	if f := func(n int) bool { return n > x }; f(6) {
		fmt.Println("func cond")
	}
	if v, ok := any(x).(fmt.Stringer); !ok && v == nil {
		fmt.Println("not stringer")
	}
	a, b := true, false
	fmt.Println(a && !b, a != b, (a || b) == a, !a || !b)
}

func panics() bool { panic("evaluated") }
