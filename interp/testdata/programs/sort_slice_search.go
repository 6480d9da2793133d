package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

type p struct {
	name string
	age  int
}

func main() {
	ps := []p{{"c", 3}, {"a", 1}, {"b", 3}, {"d", 2}}
	sort.Slice(ps, func(i, j int) bool { return ps[i].name < ps[j].name })
	fmt.Println(ps)
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].age > ps[j].age })
	fmt.Println(ps, sort.SliceIsSorted(ps, func(i, j int) bool { return ps[i].age > ps[j].age }))
	x := []int{5, 2, 8, 1}
	sort.Ints(x)
	fmt.Println(x, sort.SearchInts(x, 5), sort.SearchInts(x, 6), sort.Search(len(x), func(i int) bool { return x[i] >= 2 }))
	sort.Sort(sort.Reverse(sort.IntSlice(x)))
	fmt.Println(x, sort.IntsAreSorted(x))
	s := sort.StringSlice{"b", "a"}
	s.Sort()
	f := []float64{2, math.NaN(), 1}
	sort.Float64s(f)
	fmt.Println(s, f, sort.SearchStrings(s, "b"))
	i, found := sort.Find(len(s), func(i int) int { return strings.Compare("b", s[i]) })
	fmt.Println(i, found)
	rows := [][]int{{3, 1}, {1, 2}, {3, 0}}
	sort.Slice(rows, func(i, j int) bool {
		if rows[i][0] != rows[j][0] {
			return rows[i][0] < rows[j][0]
		}
		return rows[i][1] < rows[j][1]
	})
	fmt.Println(rows)
}
