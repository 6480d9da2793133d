package main

import "fmt"

type celsius float64
type st struct{ v any }

func main() {
	x, b := 5, true
	var a any
	a = x
	fmt.Println(a)
	a = x + 1
	fmt.Println(a)
	a = x > 3
	fmt.Println(a)
	a = b && x == 5
	fmt.Println(a)
	a = celsius(x) / 2
	fmt.Printf("%v %T\n", a, a)
	a = []any{x, a, nil}
	fmt.Println(a)
	a = [2]int{x}
	fmt.Println(a)
	a = func(n int) int { return n * x }
	fmt.Println(a.(func(int) int)(3))
	a = &x
	*a.(*int)++
	fmt.Println(x)
	a = st{st{x}}
	fmt.Println(a, a.(st).v.(st).v)
	m := map[string]any{"sum": x + 1, "cmp": x < 1, "nil": nil, "s": "a" + "b"}
	m["idx"] = []int{7, 8}[1]
	fmt.Println(m)
	arr := [3]any{x * 2, "s", 1.5}
	arr[1] = x % 4
	fmt.Println(arr)
	var s st
	s.v = x << 2
	fmt.Println(s)
	c := make(chan any, 2)
	c <- x - 1
	c <- x != 6
	fmt.Println(<-c, <-c)
	fmt.Println(func(v ...any) int { return len(v) }(x+1, nil, "a"+"b"), fmt.Sprint(x*x, x == 6))
}
