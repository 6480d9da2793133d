package main

import "fmt"

func f(n int) (int, error) {
	defer func() {}()
	return n, nil
}

func main() { fmt.Println(f(5)) }
