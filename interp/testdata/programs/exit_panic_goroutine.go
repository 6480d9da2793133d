package main

import "fmt"

func main() {
	ch := make(chan int)
	go func() {
		fmt.Println("about to panic")
		var m map[string]int
		m["x"] = 1
		ch <- 1
	}()
	<-ch
	fmt.Println("never")
}
