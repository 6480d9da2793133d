package main

import "fmt"

type button struct{ handlers []func() int }

func (b *button) onClick(f func() int) { b.handlers = append(b.handlers, f) }

func main() {
	var b button
	for i := 0; i < 3; i++ {
		b.onClick(func() int { return i })
	}
	for i, v := range []string{"a", "bb", "ccc"} {
		b.onClick(func() int { return i*10 + len(v) })
	}
	for i := range 3 {
		v := i * i
		b.onClick(func() int { v++; return v })
	}
	for _, h := range b.handlers {
		fmt.Print(h(), " ")
	}
	for _, h := range b.handlers {
		fmt.Print(h(), " ")
	}
	fmt.Println()
}
