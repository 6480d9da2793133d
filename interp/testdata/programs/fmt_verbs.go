package main

import "fmt"

type color int

func (c color) String() string { return [...]string{"red", "green"}[c] }

type point struct {
	X, Y int
	name string
}

type nested struct {
	P  point
	PP *point
	C  color
	c  color
	L  []color
	M  map[string]color
	A  any
	E  error
	F  func()
}

type list []int

type temp float64

func (t temp) Error() string { return fmt.Sprintf("%.1f degrees", float64(t)) }

type box[T any] struct{ V T }

func main() {
	p := point{1, 2, "n"}
	fmt.Printf("%v %+v %T\n", p, p, p)
	fmt.Printf("%v %+v %T\n", &p, &p, &p)
	fmt.Printf("%#v\n", p)
	n := nested{P: p, C: 1, c: 1, L: []color{0, 1}, M: map[string]color{"a": 1}, A: color(1)}
	fmt.Printf("%v\n%+v\n", n, n)
	fmt.Println(list{1, 2}, []color{1, 0}, map[color]int{0: 5, 1: 6}, [2]color{1, 0})
	fmt.Printf("%T %T %T %T %T %T\n", list{}, color(0), []point{}, map[string]*point{}, func(point) color { return 0 }, n)
	fmt.Printf("%d %x %s %q %v|%8v|%-8v|\n", color(1), color(1), color(1), color(0), color(0), color(1), color(0))
	fmt.Printf("%d %v %s\n", []color{0, 1}, temp(36.6), temp(1))
	var e error = temp(2)
	fmt.Println(e, n.E == nil, e != nil)
	fmt.Printf("%v %T %+v\n", box[int]{3}, box[string]{"x"}, box[point]{p})
	anon := struct {
		a int
		B string
	}{1, "x"}
	fmt.Printf("%v %+v %T\n", anon, anon, anon)
	var np *point
	var nc fmt.Stringer
	fmt.Println(np, nc, np == nil, nc == nil)
	fmt.Printf("%5.2f|%-10s|%+d|%x|%c|%U|%e|%g|%t|%08b\n", 3.14159, "ab", 3, "hi", 'x', 'é', 1234.5, 1e21, true, 5)
	fmt.Printf("%*d|%-*d|%6.*f\n", 5, 42, 5, 42, 2, 3.14159)
	fmt.Printf("%[2]d %[1]d %v%%\n", 1, 2, 50)
	fmt.Printf("%s %v %d\n", []byte("abc"), []byte("abc"), []byte("abc"))
	fmt.Printf("%d\n", "str")
	fmt.Printf("%!\n")
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0), fmt.Sprintln("x", 1))
	fmt.Printf("%v %v\n", [3]bool{true}, struct{}{})
	fmt.Printf("%q %v\n", []string{"a b", "c"}, [][]int{{1}, {2, 3}})
	fmt.Printf("%x %X %#x\n", 255, "hello", []byte{1, 2})
	fmt.Printf("%6d|%-6d|%06d\n", p.X, p.Y, 7)
	var any1 any = p
	var any2 any = &p
	fmt.Printf("%v %+v\n", any1, any2)
	fmt.Println([]any{1, "a", nil, p, color(1), temp(3)}, map[string]any{"k": color(1), "p": p})
}
