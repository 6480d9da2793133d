package main

import "fmt"

type point struct{ x, y int }

func (p point) moved() point { p.x++; return p }
func (p *point) move()       { p.x++ }

type mover interface{ move() }

func main() {
	p := point{1, 1}
	var i any = p
	p.x = 100
	fmt.Println(i, p, i.(point).moved(), i)
	q := i.(point)
	q.y = 50
	fmt.Println(i, q)
	var m mover = &p
	m.move()
	fmt.Println(p, m.(*point).x)
	list := []any{p, &p, []point{p}, map[string]point{"a": p}}
	p.x = 0
	fmt.Println(list[0], list[1].(*point).x, list[2], list[3])
	list[2].([]point)[0].x = 7
	list[3].(map[string]point)["b"] = point{}
	fmt.Println(list[2], len(list[3].(map[string]point)))
	arr := [2]int{1, 2}
	i = arr
	arr[0] = 9
	fmt.Println(i, arr)
	f := func(v any) any {
		if n, ok := v.(int); ok {
			n *= 2
			return n
		}
		return v
	}
	fmt.Println(f(4), f("s"), f(nil))
	ch := make(chan any, 3)
	ch <- 1
	ch <- "x"
	ch <- point{}
	fmt.Println(<-ch, <-ch, (<-ch).(point).moved())
	var e any = &i
	*e.(*any) = "changed"
	fmt.Println(i)
}
