package main

import "fmt"

func main() {
	c := make(chan [3]int, 2)
	c <- [3]int{}
	c <- [3]int{}
	for i := range <-c {
		fmt.Println(i, len(c))
	}
	for range <-c {
		fmt.Println(len(c))
	}
	cp := make(chan *[2]int, 2)
	cp <- nil
	cp <- &[2]int{4, 5}
	for i := range <-cp {
		fmt.Println(i, len(cp))
	}
	for i, v := range <-cp {
		fmt.Println(i, v, len(cp))
	}
	var ac [2]chan int
	ac[0] = make(chan int, 1)
	ac[0] <- 7
	for i, ch := range &ac {
		fmt.Println(i, len(ch))
	}
	pa := &ac
	for i, ch := range pa {
		fmt.Println(i, ch == nil)
	}
	for _, ch := range pa {
		fmt.Println(ch == nil)
	}
	var a any
	for a = range 3 {
		fmt.Println(a)
	}
	var s fmt.Stringer
	_ = s
	type N int
	var n N
	for n = range 2 {
		fmt.Println(n)
	}
	m := map[string]any{}
	for m["x"] = range 3 {
		fmt.Println(m)
	}
	const k N = 2
	for a = range k {
		fmt.Printf("%T %v\n", a, a)
	}
	var u8 uint8 = 3
	for a = range u8 {
		fmt.Printf("%T %v\n", a, a)
	}
	for m["q"] = range u8 {
	}
	fmt.Printf("%T %v\n", m["q"], m)
	var b any
	for a, b = range []int{4} {
		fmt.Println(a, b)
	}
	for a = range "hé" {
		fmt.Println(a)
	}
	for a, b = range map[string]int{"z": 1} {
		fmt.Println(a, b)
	}
}
