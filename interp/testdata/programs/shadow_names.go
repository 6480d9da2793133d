package main

import (
	"fmt"
	str "strings"
)

type string2 = string

type point struct{ x, y int }

func len2(s string2) int { return len(s) }

func max(a, b int) int {
	if a > b {
		return a
	}
	return b
}

func scope(new int, cap string) (len int) {
	copy := new + 1
	for range cap {
		len++
	}
	point := point{copy, len}
	return point.x + point.y
}

func print(s ...any) { fmt.Println(s...) }

func typed() {
	type local struct{ a, b int }
	type other struct{ local }
	o := other{local{1, 2}}
	print(o.a, o.local.b, o)
	type local2 local
	print(local2(o.local))
}

func typed2() string {
	type local struct{ c string }
	var x any = local{"c"}
	switch v := x.(type) {
	case local:
		return "local " + v.c
	}
	return "?"
}

func main() {
	print(len2("abc"), max(3, 4), scope(1, "xyz"), str.ToUpper("s"))
	typed()
	print(typed2())
	fmt := "shadowed"
	print(fmt)
	true := false
	print(true, !true)
	nil := 5
	print(nil)
	error := func(s string) string { return s }
	print(error("e"))
	var any = 3
	print(any)
	for main := 0; main < 2; main++ {
		print(main)
	}
}
