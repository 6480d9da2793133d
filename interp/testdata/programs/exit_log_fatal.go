package main

import (
	"fmt"
	"log"
)

func main() {
	defer fmt.Println("not run")
	log.SetFlags(0)
	fmt.Println("before")
	log.Fatalf("fatal %d", 1)
}
