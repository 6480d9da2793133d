package main

import "fmt"

type result struct{ val int }

func f() (r result) {
	defer func() { r.val++ }()
	return result{1}
}

func main() { fmt.Println(f()) }
