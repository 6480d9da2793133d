package main

import "fmt"

type cell struct {
	n    int
	tags [2]string
}

func (c cell) get() int { return c.n }
func (c *cell) inc()    { c.n++ }

func main() {
	var arr [3]cell
	arr[0].n = 1
	arr[1].inc()
	arr[1].inc()
	arr[2].tags[1] = "t"
	fmt.Printf("%v %+v\n", arr, arr[2])
	copyOf := arr
	copyOf[0].inc()
	fmt.Println(arr[0].get(), copyOf[0].get(), arr == copyOf)
	for i := range arr {
		arr[i].inc()
	}
	for _, c := range arr {
		c.inc()
	}
	fmt.Println(arr[0].n, arr[1].n, arr[2].n)
	p := &arr[1]
	p.n = 50
	fmt.Println(arr[1].n, arr[1] == *p)
	pa := [2]*cell{{n: 1}, {n: 2}}
	pb := pa
	pb[0].n = 9
	fmt.Println(pa[0].n, pa == pb)
	matrix := [2][2]cell{{{n: 1}, {n: 2}}, {{n: 3}}}
	matrix[1][1].inc()
	fmt.Println(matrix[1][1].n, len(matrix), matrix[0][1].tags)
}
