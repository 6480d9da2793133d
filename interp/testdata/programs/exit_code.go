package main

import (
	"fmt"
	"os"
)

func cleanup() { fmt.Println("deferred is not run") }

func main() {
	defer cleanup()
	fmt.Println("before")
	func() {
		defer func() { fmt.Println("nor this", recover()) }()
		if len(os.Args) >= 0 {
			os.Exit(7)
		}
	}()
	fmt.Println("after")
}
