package main

import (
	"fmt"
	"os"
)

func work() int {
	defer fmt.Println("deferred in work")
	return 0
}

func main() {
	code := work()
	fmt.Println("code", code)
	if code == 0 {
		os.Exit(code)
	}
	panic("unreachable")
}
