package main

import "fmt"

func main() {
	n, list := 1, []string{"x"}
	n, list = 2, nil
	fmt.Println(n, list == nil)
}
