package main

import (
	"fmt"
	"strings"
)

type num int

func main() {
	var a, b int
	var s string
	var f float64
	n, err := fmt.Sscan("1 2 three 4.5", &a, &b, &s, &f)
	fmt.Println(n, err, a, b, s, f)
	n, err = fmt.Sscanf("x:10,y:-3", "x:%d,y:%d", &a, &b)
	fmt.Println(n, err, a, b)
	n, err = fmt.Sscanf("ab12 ff", "%2s%d %x", &s, &a, &b)
	fmt.Println(n, err, s, a, b)
	n, err = fmt.Sscan("oops", &a)
	fmt.Println(n, err)
	var r rune
	var q string
	var t bool
	n, err = fmt.Sscanf(`z "quoted s" true`, "%c %q %t", &r, &q, &t)
	fmt.Println(n, err, string(r), q, t)
	n, err = fmt.Sscanln("5 6", &a)
	fmt.Println(n, err, a)
	rd := strings.NewReader("10 20\n30")
	for {
		var v int
		if _, err := fmt.Fscan(rd, &v); err != nil {
			fmt.Println(err)
			break
		}
		fmt.Print(v, " ")
	}
	var bs []byte
	var u8 uint8
	n, err = fmt.Sscan("bytes 300", &bs, &u8)
	fmt.Println(n, err, string(bs), u8)
	st := struct{ X, y int }{}
	fmt.Sscan("7 8", &st.X, &st.y)
	var arr [2]int
	fmt.Sscan("1 2", &arr[0], &arr[1])
	var nm num
	fmt.Sscan("9", &nm)
	fmt.Println(st, arr, nm)
}
