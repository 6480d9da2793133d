package main

import "fmt"

type state func(n int) state

func count(n int) state {
	fmt.Println(n)
	if n > 2 {
		return nil
	}
	return count
}

func main() {
	n := 0
	for s := state(count); s != nil; n++ {
		s = s(n)
	}
}
