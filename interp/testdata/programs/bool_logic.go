package main

import "fmt"

type perm uint8

const (
	r perm = 1 << iota
	w
	x
)

func (p perm) has(q perm) bool { return p&q == q }
func (p perm) String() string {
	b := []byte("---")
	for i, c := range "rwx" {
		if p&(1<<i) != 0 {
			b[i] = byte(c)
		}
	}
	return string(b)
}
func t(s string) bool { fmt.Print(s, " "); return true }
func f(s string) bool { fmt.Print(s, " "); return false }

type yes bool

func (y yes) not() yes { return !y }

func main() {
	fmt.Println(t("a") && f("b") && t("c"))
	fmt.Println(f("a") || t("b") || f("c"))
	fmt.Println(t("a") && (f("b") || t("c")) && !f("d"))
	fmt.Println(!t("x") == f("y"))
	p := r | x
	fmt.Println(p, p.has(r), p.has(w), p.has(r|x), p|w, p&^r, perm(0))
	y := yes(true)
	fmt.Println(y, y.not(), bool(y) && true, y == true, y != y.not())
	var z yes = 3 > 2
	if z {
		fmt.Printf("%v %t %T\n", z, z, z)
	}
	count := 0
	for _, b := range []bool{true, false, true} {
		if b {
			count++
		}
	}
	m := map[bool]string{1 < 2: "lt", 1 > 2: "gt"}
	fmt.Println(count, m[true], m[count == 5])
	xor := func(a, b bool) bool { return a != b }
	fmt.Println(xor(true, false), xor(true, true))
}
