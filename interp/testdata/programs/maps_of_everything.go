package main

import "fmt"

type k struct{ a, b int }
type shape interface{ area() float64 }
type sq float64

func (s sq) area() float64 { return float64(s * s) }

func main() {
	a := map[k]map[string][]int{}
	for i := range 4 {
		key := k{i % 2, 0}
		if a[key] == nil {
			a[key] = make(map[string][]int)
		}
		a[key]["x"] = append(a[key]["x"], i)
	}
	fmt.Println(a, len(a[k{1, 0}]["x"]))
	b := map[shape]string{sq(1): "one", sq(2): "two"}
	fmt.Println(b[sq(2)], b[shape(sq(1))], len(b))
	c := map[string]func(...float64) shape{"sq": func(v ...float64) shape { return sq(v[0]) }}
	fmt.Println(c["sq"](3).area())
	d := map[*k]int{}
	p, q := &k{1, 2}, &k{1, 2}
	d[p]++
	d[q] += 5
	fmt.Println(d[p], d[q], len(d))
	e := map[[2]string]*[]int{{"a", "b"}: &[]int{1, 2}}
	*e[[2]string{"a", "b"}] = append(*e[[2]string{"a", "b"}], 3)
	fmt.Println(*e[[2]string{"a", "b"}])
	f := map[rune]int{'a': 1, 'é': 2}
	for _, r := range "aéa" {
		f[r] *= 10
	}
	fmt.Println(f)
	g := map[string]struct {
		n  int
		ok bool
	}{"x": {1, true}}
	fmt.Println(g["x"].n, g["y"].ok)
	h := map[string]chan int{"c": make(chan int, 1)}
	h["c"] <- 4
	fmt.Println(<-h["c"], cap(h["none"]))
	i := map[string]any{"n": nil, "m": map[string]any{"deep": []any{1, "x"}}}
	v, ok := i["n"]
	fmt.Println(v, ok, i["m"].(map[string]any)["deep"].([]any)[1])
	var total float64
	for s := range b {
		total += s.area()
	}
	fmt.Println(total)
}
