package main

import "fmt"

type pt struct{ x, y int }
type line struct{ a, b pt }
type poly struct {
	name string
	pts  []pt
	meta map[string]*pt
	in   struct{ deep [2]pt }
	f    func(int) int
}

const first, second = 0, 1

func main() {
	a := [...]string{second: "b", first: "a", 5: "f", "g"}
	fmt.Printf("%q %d\n", a, len(a))
	s := []int{3: 30, 31, 1: 10, 11}
	fmt.Println(s, len(s))
	fmt.Println([]pt{{1, 2}, {y: 3}, {}}, []*pt{{4, 5}}[0].x, [2]line{{a: pt{1, 1}}, {pt{2, 2}, pt{3, 3}}})
	m := map[pt][]line{{1, 2}: {{pt{}, pt{9, 9}}}, {3, 4}: nil}
	fmt.Println(m[pt{1, 2}][0].b.x, len(m))
	p := poly{name: "p", pts: []pt{{1, 1}}, meta: map[string]*pt{"k": {7, 8}}, f: func(i int) int { return i * 2 }}
	p.in.deep[1] = pt{5, 6}
	fmt.Println(p.meta["k"].y, p.in, p.f(4))
	q := &poly{pts: append([]pt(nil), p.pts...)}
	q.pts[0].x = 100
	fmt.Println(p.pts, q.pts, q.name == "", q.meta == nil)
	mm := map[string]map[string][]int{"a": {"b": {1, 2}}}
	mm["a"]["c"] = []int{len(mm)}
	fmt.Println(mm)
	fs := [...]func() string{func() string { return "f0" }}
	fmt.Println(fs[0]())
	v := [3][]map[string]int{1: {{"x": 1}, nil}}
	fmt.Println(v, []rune{'a', 0x62, 99}, []byte{'0': 1}[47:])
	if (pt{1, 2}) == (pt{x: 1, y: 2}) {
		fmt.Println("equal")
	}
	for i, w := range []struct {
		s string
		n int
	}{{"a", 1}, {"b", 2}} {
		fmt.Print(i, w, " ")
	}
	fmt.Println()
}
