package main

import "fmt"

type E string

func f(s string, n int) int { fmt.Print(s, " "); return n }

type P struct{ x, y int }

func main() {
	m := 3
	for x := range 8 {
		switch x {
		case m, m + 3:
			fmt.Println(x, "a")
		case f("one", 1), f("two", 2):
			fmt.Println(x, "b")
		case 7, len("seven00") - 7:
			fmt.Println(x, "c")
		default:
			fmt.Println(x, "d")
		}
	}
	s := "ab"
	for _, t := range []string{"ab", "abc", "x", "xy"} {
		switch t {
		case s, s + "c":
			fmt.Println(t, 1)
		case "x", string([]byte{'x', 'y'}):
			fmt.Println(t, 2)
		}
	}
	arr := []float64{1, 2, 3}
	for i := range 4 {
		switch float64(i) {
		case arr[0], arr[1], arr[2]:
			fmt.Println("in", i)
		default:
			fmt.Println("out", i)
		}
	}
	p := P{1, 2}
	switch p {
	case P{3, 4}, P{1, 2}:
		fmt.Println("p")
	default:
		fmt.Println("not p")
	}
	pp := &p
	ps := []*P{nil, &p}
	switch pp {
	case ps[0], ps[1]:
		fmt.Println("pp")
	default:
		fmt.Println("not pp")
	}
	switch pp {
	case nil, &p:
		fmt.Println("pp")
	default:
		fmt.Println("not pp")
	}
	var a [2]int = [2]int{1, 2}
	switch a {
	case [2]int{}, [2]int{1, 2}:
		fmt.Println("a")
	default:
		fmt.Println("not a")
	}
	switch e := E("q"); e {
	case "p", E("q" + s)[:1]:
		fmt.Println("e")
	default:
		fmt.Println("not e")
	}
	switch x := f("tag", 5); x {
	case f("c1", 1), f("c5", 5), f("never", 9):
		fmt.Println("five")
		fallthrough
	case f("never2", 3):
		fmt.Println("fell")
	default:
		fmt.Println("def")
	}
	// case divides
	func() {
		defer func() { fmt.Println(recover()) }()
		z := 0
		switch 3 {
		case 3, 1 / z:
			fmt.Println("three")
		}
		switch 4 {
		case 3, 1 / z:
			fmt.Println("three")
		}
	}()
	switch 4 {
	case m, m + 1:
		fmt.Println("four")
	default:
		fmt.Println("no")
	}
	switch complex(1, 2) {
	case complex(float64(m), 2), complex(float64(m-2), 2):
		fmt.Println("cplx")
	}
	switch byte(m) {
	case 9, byte(m):
		fmt.Println("byte")
	}
	var st struct{ a, b int }
	st.b = 5
	switch 5 {
	case st.a, st.b:
		fmt.Println("field")
	default:
		fmt.Println("nofield")
	}
	switch 5 {
	case 1, *(&st.b):
		fmt.Println("deref")
	default:
		fmt.Println("noderef")
	}
	switch 4 {
	default:
		fmt.Println("def2")
		fallthrough
	case m, m + 2:
		fmt.Println("fall2")
	}
	switch -m {
	case m, -m:
		fmt.Println("neg")
	}
	// untyped tag const; case var modifies
	cnt := 0
	inc := func() int { cnt++; return cnt }
	switch 2 {
	case inc(), inc(), inc():
		fmt.Println("cnt", cnt)
	}
}
