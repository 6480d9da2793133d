package main

import (
	"fmt"
	"io"
)

type vec struct{ x, y float64 }

func (v vec) Format(f fmt.State, verb rune) {
	w, wok := f.Width()
	p, pok := f.Precision()
	fmt.Fprintf(f, "[%c w=%d,%v p=%d,%v", verb, w, wok, p, pok)
	for _, c := range "+-# 0" {
		if f.Flag(int(c)) {
			fmt.Fprintf(f, " %q", c)
		}
	}
	io.WriteString(f, "]")
}

type money int

func (m money) Format(s fmt.State, v rune) {
	switch v {
	case 'v', 's':
		if s.Flag('+') {
			fmt.Fprintf(s, "+%d.%02d EUR", m/100, m%100)
			return
		}
		fmt.Fprintf(s, "%d.%02d", int(m)/100, int(m)%100)
	default:
		fmt.Fprintf(s, fmt.FormatString(s, v), int(m))
	}
}

func main() {
	v := vec{1, 2}
	fmt.Printf("%v %+v %#v %s %8.3f %-5d %05x %z\n", v, v, v, v, v, v, v, v)
	fmt.Println(v, &v, []vec{v})
	fmt.Printf("%v %+v %d %8d|%-8d|%x\n", money(1234), money(50), money(7), money(7), money(7), money(255))
	fmt.Println(map[string]money{"a": 105}, []money{1, 2}, struct{ M money }{3})
	fmt.Println(fmt.Sprint(money(1), money(2)))
}
