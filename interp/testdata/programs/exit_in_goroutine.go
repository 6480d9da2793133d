package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("start")
	go func() {
		fmt.Println("leaving")
		os.Exit(3)
	}()
	select {}
}
