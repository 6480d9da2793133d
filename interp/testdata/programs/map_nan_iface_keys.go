package main

import (
	"fmt"
	"math"
)

type pt struct{ x int }
type named int

func main() {
	nan := math.NaN()
	m := map[float64]int{}
	m[nan] = 1
	m[nan] = 2
	_, ok := m[nan]
	delete(m, nan)
	fmt.Println(len(m), ok)
	clear(m)
	fmt.Println(len(m))
	k := map[any]string{1: "int", int64(1): "int64", "1": "string", pt{1}: "pt", named(1): "named", nil: "nil", 1.0: "float", true: "bool", [2]int{1, 2}: "array"}
	fmt.Println(len(k), k[1], k[int64(1)], k["1"], k[pt{1}], k[named(1)], k[nil], k[1.0], k[true], k[[2]int{1, 2}], k[uint(1)] == "")
	zero := 0.0
	z := map[float64]string{zero: "zero"}
	z[math.Copysign(0, -1)] = "negative"
	fmt.Println(len(z), z[0])
	for _, f := range []func(){
		func() { k[[]int{1}] = "slice" },
		func() { _ = k[map[string]int{}] },
		func() { _ = k[func() {}] },
		func() { _ = k[struct{ a any }{[]int{}}] },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
