package main

import "fmt"

func swap() (a, b int) { a, b = 1, 2; return b, a }
func calc(n int) (x int, err error) {
	x = n
	return x + 1, err
}
func two() ([]byte, string)     { return make([]byte, 3), "abc" }
func del() (map[int]int, int)   { return map[int]int{1: 1}, 1 }
func parts() (float64, float64) { return 1, 2 }
func more() ([]int, int)        { return []int{1}, 2 }

type point struct{ x, y int }

func main() {
	fmt.Println(swap())
	fmt.Println(calc(3))
	m := map[string]string{}
	data := map[string]any{"a": "x", "b": 1}
	var ok bool
	for _, k := range []string{"a", "b"} {
		m[k], ok = data[k].(string)
		fmt.Println(k, ok)
	}
	fmt.Println(m)
	var p point
	arr := [2]int{}
	i := 0
	p.x, arr[i] = parseTwo()
	fmt.Println(p, arr)
	s := make([]byte, 5, 6)
	copy(s, "12346")
	s = append(s[:len(s)-1], '5', s[len(s)-1])
	fmt.Println(string(s))
	fmt.Println(copy(two()))
	delete(del())
	fmt.Println(complex(parts()))
	fmt.Println(append(more()))
	var arrp *[10]int
	for i := range arrp {
		fmt.Print(i)
	}
	for i := range *arrp {
		fmt.Print(i)
	}
	fmt.Println()
	q := new(42)
	r := new(any("x"))
	t := new(point{1, 2})
	fmt.Println(*q, *r, *t)
	e := error(nil)
	a := any(nil)
	fmt.Println(e == nil, a == nil)
	pa := &arr
	z := &pa[1]
	*z = 9
	fmt.Println(arr)
}

func parseTwo() (int, int) { return 3, 4 }
