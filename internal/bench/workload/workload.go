// Package workload holds the small programs that measure the interpreter's
// speed: the same source is compiled, interpreted by yaegi directly, and
// interpreted by panelgo.
//
// It owns the programs and their source. It must import only what a script may
// import.
package workload

import "strings"

// Loop counts and adds.
func Loop(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		if i%3 == 0 {
			sum += i
		}
	}
	return sum
}

// Call calls a recursive function.
func Call(n int) int {
	sum := 0
	for i := 0; i < n/100; i++ {
		sum += depth(25)
	}
	return sum
}

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1
}

type point struct{ x, y int }

func (p *point) move(dx, dy int) { p.x += dx; p.y += dy }

func (p point) sum() int { return p.x + p.y }

// Field reads and writes fields.
func Field(n int) int {
	p := point{1, 2}
	for i := 0; i < n; i++ {
		p.x += p.y
		p.y = p.x % 7
	}
	return p.x + p.y
}

// Method calls methods of pointers and values.
func Method(n int) int {
	p := &point{}
	for i := 0; i < n/4; i++ {
		p.move(1, 2)
		p.x += p.sum() % 3
	}
	return p.sum()
}

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type rect struct{ a, b int }

func (r rect) area() int { return r.a * r.b }

// Interface calls methods through an interface.
func Interface(n int) int {
	shapes := []shape{square{2}, rect{2, 3}, square{4}}
	sum := 0
	for i := 0; i < n/8; i++ {
		sum += shapes[i%3].area()
	}
	return sum
}

// Closure calls a function literal that changes variables around it.
func Closure(n int) int {
	sum := 0
	add := func(i int) { sum += i }
	for i := 0; i < n/4; i++ {
		add(i)
	}
	return sum
}

// Slice fills a slice and ranges over it.
func Slice(n int) int {
	var list []int
	for i := 0; i < n/4; i++ {
		list = append(list, i)
	}
	sum := 0
	for i, v := range list {
		sum += v * list[len(list)-1-i] % 5
	}
	return sum
}

// Map counts in a map.
func Map(n int) int {
	counts := map[int]int{}
	for i := 0; i < n/4; i++ {
		counts[i%100]++
	}
	sum := 0
	for k, v := range counts {
		sum += k * v
	}
	return sum
}

// Text builds a string and calls compiled functions.
func Text(n int) int {
	var b strings.Builder
	for i := 0; i < n/8; i++ {
		b.WriteString("ab")
		if strings.HasSuffix(b.String(), "ba") {
			return -1
		}
	}
	return len(strings.ToUpper(b.String()))
}
