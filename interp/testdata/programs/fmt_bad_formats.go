package main

import "fmt"

type st struct{ A int }

func main() {
	fmt.Printf("%d %s\n", 1)
	fmt.Printf("%d\n", 1, 2, "x")
	fmt.Printf("%z %!\n", 1)
	fmt.Printf("%d %d\n", "a", nil)
	fmt.Printf("%[3]d %[0]d %[x]d\n", 1, 2)
	fmt.Printf("%*d\n", "w", 5)
	fmt.Printf("%.*d|\n", -3, 5)
	fmt.Printf("%")
	fmt.Println()
	fmt.Printf("%s %d\n", st{1}, st{2})
	fmt.Printf("%x %s\n", st{255}, []any{1, nil, "x"})
	fmt.Printf("%s %v %d\n", error(nil), error(nil), []any{nil})
	fmt.Printf("%t %t\n", 1, "x")
	fmt.Printf("%[2]*[1]d|%[1]v %[1]T %v\n", 5, 4)
	fmt.Printf("%-+5d|%+-5d|% +d|%0-5d|\n", 3, 3, 3, 3)
	fmt.Println(fmt.Sprintf("no args"), fmt.Sprintf("%%"), fmt.Sprint(), fmt.Sprint(nil), fmt.Sprintln())
	fmt.Printf("%v %v\n", struct{}{}, [0]int{})
	fmt.Printf("%!d(x)\n")
}
