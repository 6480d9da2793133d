package main

import "fmt"

func change(s []int) { s[0] = 99 }

func grow(s []int) []int { return append(s, 1, 2, 3) }

func main() {
	s := []int{1, 2, 3, 4, 5}
	fmt.Println(s[1:3], s[:2], s[3:], len(s[1:3]), cap(s[1:3]), cap(s[1:3:3]))
	t := s[1:3]
	t[0] = 20
	fmt.Println(s)
	change(s)
	fmt.Println(s[0])
	u := make([]int, 2, 10)
	copy(u, s)
	u = append(u, s[3:]...)
	fmt.Println(u, len(grow(u)))
	var n []int
	fmt.Println(n == nil, len(n))
	n = append(n, 1)
	matrix := make([][]float64, 3)
	for i := range matrix {
		matrix[i] = make([]float64, 3)
		for j := range matrix[i] {
			matrix[i][j] = float64(i * j)
		}
	}
	fmt.Println(matrix)
	arr := [3]int{1, 2, 3}
	brr := arr
	brr[0] = 100
	fmt.Println(arr, brr, arr == [3]int{1, 2, 3}, arr != brr)
	for i, v := range arr {
		arr[2] = 10
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	p := &arr
	for i := range p {
		p[i] *= 2
	}
	fmt.Println(*p, len(p))
	s = append(s[:1], s[2:]...)
	fmt.Println(s)
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
	fmt.Println(s)
	x := [...]string{2: "c", 0: "a"}
	fmt.Printf("%q %d\n", x, len(x))
	b := []byte("hello")
	b[0] = 'H'
	fmt.Println(string(b), string(b[1:3]))
	var grid [3][4]int
	grid[1][2] = 5
	fmt.Println(grid)
	ss := []struct {
		name string
		n    int
	}{{"a", 1}, {"b", 2}}
	for _, e := range ss {
		e.n *= 10
		fmt.Print(e.name, e.n, " ")
	}
	for i := range ss {
		ss[i].n *= 10
	}
	fmt.Println(ss)
}
