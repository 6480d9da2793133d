package main

import "fmt"

type ints []int
type text string

func main() {
	for i := range 3 {
		fmt.Print(i, " ")
	}
	for range 2 {
		fmt.Print("x ")
	}
	var n int8 = 3
	for i := range n {
		fmt.Printf("%T%d ", i, i)
	}
	for i := range -5 {
		fmt.Println("never", i)
	}
	fmt.Println()
	for i, c := range text("aé") {
		fmt.Print(i, c, " ")
	}
	for i, v := range (ints{5, 6}) {
		fmt.Print(i, v, " ")
	}
	arr := [3]int{1, 2, 3}
	for i, v := range &arr {
		arr[2] = 30
		fmt.Print(i, v, " ")
	}
	for i := range arr {
		fmt.Print(i)
	}
	fmt.Println()
	s := []int{1, 2, 3}
	for i, v := range s {
		if i == 0 {
			s = append(s, 4)
			s[1] = 20
		}
		fmt.Print(v, " ")
	}
	fmt.Println(s)
	ch := make(chan string, 3)
	ch <- "a"
	ch <- "b"
	close(ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	var i, v int
	for i, v = range []int{7, 8} {
	}
	fmt.Println(i, v)
	var st struct{ k, v int }
	m := map[int]int{1: 2}
	for st.k, st.v = range m {
	}
	idx := [2]int{}
	for idx[0], idx[1] = range []int{9} {
	}
	fmt.Println(st, idx)
	np := &[4]int{}
	for i := range np {
		fmt.Print(i, " ")
	}
	for range "é世" {
		fmt.Print(".")
	}
	for _, b := range []byte("hi") {
		fmt.Print(b, " ")
	}
	for i := range len("abc") {
		fmt.Print(i)
	}
	fmt.Println()
}
