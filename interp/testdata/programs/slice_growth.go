package main

import "fmt"

func main() {
	var s []int
	for i := 0; i < 2000; i++ {
		s = append(s, i)
		if cap(s) < len(s) {
			fmt.Println("too small")
		}
	}
	fmt.Println(len(s))
	t := append([]byte{}, "hello world"...)
	fmt.Println(len(t), cap(t) >= 11)
	u := append([]int{1, 2, 3}, 4, 5, 6, 7)
	fmt.Println(u, cap(u) >= 7)
	v := make([]string, 3, 5)
	fmt.Println(len(v), cap(v), v[:5])
	w := [][]int{}
	for i := range 3 {
		row := make([]int, i)
		for j := range row {
			row[j] = i * j
		}
		w = append(w, row)
	}
	fmt.Println(w, len(w[2]))
	defer func() { fmt.Println(recover()) }()
	x := -1
	_ = make([]int, x)
}
