package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	defer fmt.Println("not run")
	l := log.New(os.Stdout, "own: ", log.Lmsgprefix)
	func() {
		defer func() { fmt.Println("not recovered", recover()) }()
		l.Fatalf("fatal %d", 1)
	}()
}
