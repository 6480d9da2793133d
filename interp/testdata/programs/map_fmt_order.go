package main

import (
	"fmt"
	"math"
)

type lvl int

func (l lvl) String() string { return [...]string{"low", "mid", "high"}[l] }

type pt struct{ x, y int }

func main() {
	fmt.Println(map[string]int{"b": 2, "a": 1, "C": 3})
	fmt.Println(map[lvl]int{2: 1, 0: 2, 1: 3})
	fmt.Println(map[pt]bool{{2, 1}: true, {1, 9}: false, {1, 2}: true})
	fmt.Println(map[bool]int{true: 1, false: 0}, map[float64]string{2.5: "x", -1: "y", math.Inf(1): "z"})
	fmt.Println(map[any]int{"b": 1, 2: 2, "a": 3, 1: 4, true: 5, 1.5: 6})
	fmt.Println(map[[2]int]string{{2, 0}: "b", {1, 9}: "a"}, map[rune]int{'z': 1, 'a': 2})
	fmt.Printf("%v %+v %d %q\n", map[string]lvl{"k": 2}, map[string]pt{"p": {1, 2}}, map[string]lvl{"k": 2}, map[string]string{"a": "b"})
	fmt.Printf("%#v %#v\n", map[string]int{"b": 1, "a": 2}, map[int]bool{})
	fmt.Printf("%T %T\n", map[lvl]pt{}, map[string]map[pt][]lvl{})
	var n map[string]int
	fmt.Printf("%v %#v %d\n", n, n, n)
}
