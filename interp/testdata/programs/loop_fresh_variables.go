package main

import (
	"fmt"
	"strconv"
)

func main() {
	for i := range 3 {
		var n int
		var s string
		var list []int
		var m map[string]int
		var p *int
		var arr [2]int
		var st struct{ a int }
		fmt.Println(n, s == "", list == nil, m == nil, p == nil, arr, st)
		n += i + 1
		s += "x"
		list = append(list, i)
		m = map[string]int{"a": i}
		p = &n
		arr[1] = i
		st.a = i
	}
	for i := range 2 {
		x, ok := map[int]string{0: "zero"}[i]
		fmt.Println(x, ok)
		v, isInt := any(i).(int)
		w, isStr := any(i).(string)
		fmt.Println(v, isInt, w == "", isStr)
	}
	for _, s := range []string{"1", "x", "2"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
}
