package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}

func evens(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i += 2 {
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	xs := []int{3, 1, 2}
	slices.Sort(xs)
	fmt.Println(xs, slices.Contains(xs, 2), slices.Index(xs, 3), slices.Max(xs))
	ps := []person{{"b", 2}, {"a", 2}, {"c", 1}}
	slices.SortFunc(ps, func(a, b person) int {
		return cmp.Or(cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
	})
	fmt.Println(ps)
	m := map[string]int{"x": 1, "y": 2}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Collect(evens(7)))
	for k, v := range maps.All(map[string]int{"z": 3}) {
		fmt.Println(k, v)
	}
	for part := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(part, " ")
	}
	fmt.Println(slices.Collect(strings.SplitSeq("a,b", ",")))
	next, stop := iter.Pull(evens(4))
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println(next())
	stop()
	i, ok := slices.BinarySearch(xs, 2)
	fmt.Println(i, ok, slices.Equal(xs, []int{1, 2, 3}))
	for c := range slices.Chunk(xs, 2) {
		fmt.Print(c)
	}
}
