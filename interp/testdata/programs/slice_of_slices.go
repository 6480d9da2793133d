package main

import "fmt"

func main() {
	m := [][]string{{"a", "b"}, {"c"}, nil, {}}
	fmt.Println(m, len(m), m[2] == nil, m[3] == nil)
	m[1] = append(m[1], "d", "e")
	m[0][1] = "B"
	fmt.Printf("%q\n", m)
	deep := [][][]int{{{1}, {2, 3}}, {}}
	deep[0][1][0] *= 10
	fmt.Println(deep)
	sh := make([][]int, 3)
	row := []int{1, 2}
	for i := range sh {
		sh[i] = row
	}
	sh[0][0] = 9
	fmt.Println(sh)
	fs := []func(int) int{func(x int) int { return x + 1 }, func(x int) int { return x * x }}
	for i, f := range fs {
		fmt.Print(i, f(5), " ")
	}
	fmt.Println()
	ptrs := []*int{}
	for i := range 3 {
		ptrs = append(ptrs, &i)
	}
	*ptrs[1] += 10
	for _, p := range ptrs {
		fmt.Print(*p, " ")
	}
	maps := []map[string]int{{"a": 1}, {"b": 2, "c": 3}, nil}
	maps[0]["z"]++
	fmt.Println(maps, maps[2]["q"])
	chars := [][]rune{[]rune("ab"), []rune("é")}
	fmt.Println(chars, string(chars[1]))
}
