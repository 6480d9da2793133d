package main

import "fmt"

func f(b bool) (x int, s string) {
	if b {
		x = 1
		s = "s"
	}
	return
}
func g(b bool) (x int, s string) {
	if b {
		x = 1
		s = "s"
	}
	return x, s
}

func main() {
	for _, b := range []bool{true, false} {
		x, s := f(b)
		fmt.Println(x, s)
	}
	for _, b := range []bool{true, false} {
		x, s := g(b)
		fmt.Println(x, s)
	}
	fmt.Println(f(true))
	fmt.Println(f(false))
	data := map[string]any{"a": "x", "b": 1}
	for _, k := range []string{"a", "b"} {
		var e any = data[k]
		v1, v2 := e.(string)
		fmt.Println(k, v1, v2)
	}
	for _, e := range []any{"x", 1} {
		v1, v2 := e.(string)
		fmt.Println(v1, v2)
	}
	for i := 0; i < 2; i++ {
		v1, v2 := data[fmt.Sprint(i)].(string)
		fmt.Println(v1, v2)
	}
}
