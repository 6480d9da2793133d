package main

import (
	"fmt"
	"log"
	"os"
)

type fataler interface{ Fatal(...any) }

func main() {
	defer fmt.Println("not run")
	var f fataler = log.New(os.Stdout, "", 0)
	go func() {
		defer f.Fatal("in a goroutine")
		fmt.Println("before")
	}()
	select {}
}
