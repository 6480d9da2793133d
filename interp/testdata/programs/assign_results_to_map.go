package main

import "fmt"

func pair() (int, int) { return 7, 8 }

func main() {
	m := map[string]int{}
	m["x"], m["y"] = pair()
	fmt.Println(m)
}
