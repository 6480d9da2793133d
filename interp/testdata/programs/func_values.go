package main

import "fmt"

var ok [2]bool

func main() {
	f()()
	fmt.Println(ok)
	h()()
	x := k()
	x()
}
func f() func() { ok[0] = true; return g }
func g()        { ok[1] = true }
func h() func() { return g2 }
func g2()       { fmt.Println("g2") }
func k() func() { fmt.Println("k"); return g2 }
