package main

import "fmt"

type shape interface{ area() int }

type pair [2]shape

func (p pair) area() int { return 2 }

// An array of the elements of a slice is one value for append.
func main() {
	var all []any
	all = append(all, [2]any{1, 2})
	one := [1]any{all}
	all = append(all, one)
	all = append(all, one, one)
	fmt.Println(len(all), all)

	var shapes []shape
	p := pair{}
	shapes = append(shapes, p)
	shapes = append(shapes, pair{p, p})
	fmt.Println(len(shapes))
}
