package main

import "fmt"

type cfg struct {
	name string
	opts []string
	sub  *cfg
	m    map[string]int
	arr  [2]int
}

func main() {
	var all []*cfg
	var vals []cfg
	for i := range 3 {
		c := cfg{name: fmt.Sprint("c", i)}
		if i == 1 {
			c.opts = append(c.opts, "one")
			c.sub = &cfg{}
			c.m = map[string]int{"k": 1}
			c.arr[0] = 9
		}
		all = append(all, &c)
		vals = append(vals, c)
		c.name += "!"
	}
	for i, c := range all {
		fmt.Println(c.name, c.opts, c.sub != nil, c.m, c.arr, vals[i].name)
	}
	for i := range 2 {
		e := struct {
			n int
			s []int
		}{n: i}
		e.s = append(e.s, e.n)
		fmt.Print(e, " ")
		arr := [3]int{i}
		arr[2]++
		fmt.Print(arr, " ")
		m := map[int]int{i: i}
		m[5]++
		fmt.Println(m, len(m))
	}
}
