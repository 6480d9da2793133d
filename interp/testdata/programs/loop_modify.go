package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 6; i++ {
		if i%2 == 1 {
			i++
		}
		fs = append(fs, func() int { i += 100; return i })
		if i == 2 {
			continue
		}
		i += 0
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	var ps []*int
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		ps = append(ps, &i, &j)
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			fs = append(fs, func() int { return i*10 + j })
			if j == 1 {
				i++
				continue outer
			}
		}
	}
	for _, f := range fs[len(fs)-4:] {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}
