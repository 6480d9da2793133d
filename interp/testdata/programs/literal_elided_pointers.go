package main

import "fmt"

func main() {
	a := map[string]*[]int{"a": {1, 2}}
	b := []*[2]int{{1, 2}}
	c := []*map[string]int{{"a": 1}}
	fmt.Println(*a["a"], *b[0], *c[0])
}
