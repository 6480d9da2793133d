package main

import (
	"fmt"
	"sync"
)

func main() {
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var f func()
		defer f()
		fmt.Println("body runs")
	}()
	var mu sync.Mutex
	func() {
		mu.Lock()
		defer mu.Unlock()
		defer func() { recover() }()
		panic("x")
	}()
	fmt.Println(mu.TryLock())
}
