package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "neg"
	case n == 0:
		return "zero"
	case n < 10:
		return "small"
	}
	return "big"
}

func fall(n int) (out []string) {
	switch n {
	case 1:
		out = append(out, "one")
		fallthrough
	case 2:
		out = append(out, "two")
	case 3, 4:
		out = append(out, "three-four")
		break
	default:
		out = append(out, "def")
	}
	return
}

func find(grid [][]int, want int) (int, int) {
search:
	for i, row := range grid {
		for j, v := range row {
			switch {
			case v == want:
				return i, j
			case v < 0:
				continue search
			case v > 100:
				break search
			}
		}
	}
	return -1, -1
}

func gotos() int {
	i := 0
loop:
	if i < 5 {
		i++
		goto loop
	}
	return i
}

func side(s string, v bool) bool { fmt.Print(s, " "); return v }

func main() {
	for _, n := range []int{-1, 0, 5, 50} {
		fmt.Print(classify(n), " ")
	}
	fmt.Println(fall(1), fall(2), fall(4), fall(9))
	g := [][]int{{1, -1, 5}, {2, 5}, {200, 9}}
	fmt.Println(find(g, 5))
	fmt.Println(find(g, 9))
	fmt.Println(gotos())
	fmt.Println(side("a", true) && side("b", false) || side("c", true), !side("d", false))
	switch x := len(g); {
	case x > 2:
		fmt.Println("many")
	}
	switch y := 5; y * 2 {
	case 10:
		fmt.Println("ten")
	default:
		fmt.Println("other")
	}
	if v, ok := map[string]int{"a": 1}["a"]; ok && v == 1 {
		fmt.Println("found")
	} else if !ok {
		fmt.Println("none")
	}
	i := 10
	for i > 0 {
		i -= 3
		if i == 4 {
			continue
		}
		if i < 0 {
			break
		}
	}
	fmt.Println(i)
	x := 1
	{
		x := 2
		x++
		_ = x
	}
	if x := x + 10; x > 5 {
		fmt.Println(x)
	}
	fmt.Println(x)
	var a, b, c = 1, "s", 2.5
	a, d := 5, a
	fmt.Println(a, b, c, d)
	for i, c := range "añb" {
		fmt.Print(i, ":", string(c), " ")
	}
	fmt.Println()
	func() {
		for i := 0; ; i++ {
			if i == 3 {
				fmt.Println("out", i)
				return
			}
		}
	}()
	switch f := func() int { return 3 }; f() {
	case 3:
		fmt.Println("func")
	}
	switch {
	default:
		fmt.Println("default only")
	}
outer:
	switch n := any(x).(type) {
	case int:
		for {
			break outer
		}
		fmt.Println("unreached", n)
	}
	lbl := 0
next:
	for {
		select {
		default:
			lbl++
			if lbl > 2 {
				break next
			}
		}
	}
	fmt.Println(lbl)
}
