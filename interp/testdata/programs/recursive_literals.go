package main

import "fmt"

// Types that lead back to themselves by types without a name.

type Graph map[string]struct {
	to   Graph
	cost int
}

type Table map[string][2]Table

type Menu struct {
	items []struct {
		text string
		sub  *Menu
	}
	up  *struct{ menu *Panel }
	at  Point
	off struct{ x, y int }
}

type Panel struct {
	menu    *Menu
	open    func(*Panel) []struct{ p *Panel }
	corners []Point
	byName  map[string]Holder
	_       int
}

type Point struct{ x, y int }

type Holder struct{ of *Menu }

type Walk func(struct{ next Walk }) int

type List []struct{ list List }

func (m *Menu) String() string { return fmt.Sprint("menu of ", len(m.items)) }

func (p Point) plus(q Point) Point { return Point{p.x + q.x, p.y + q.y} }

func main() {
	g := Graph{"a": {cost: 1}}
	g["b"] = struct {
		to   Graph
		cost int
	}{g, 2}
	fmt.Println(len(g), g["b"].to["b"].to["a"].cost, g["none"].to == nil)
	delete(g, "b")
	fmt.Printf("%T %v\n", g, g)

	t := Table{"a": {{"b": {}}, nil}}
	fmt.Println(t, len(t["a"][0]["b"][1]))

	m := &Menu{at: Point{1, 2}}
	m.items = append(m.items, struct {
		text string
		sub  *Menu
	}{"one", m})
	m.off.x = 3
	m.off.y += m.off.x
	p := &Panel{menu: m}
	m.up = &struct{ menu *Panel }{p}
	p.open = func(p *Panel) []struct{ p *Panel } { return []struct{ p *Panel }{{p}, {nil}} }
	p.corners = []Point{{1, 2}, {y: 4}, m.at.plus(Point{5, 6})}
	p.byName = map[string]Holder{"m": {of: m}}
	fmt.Println(m.items[0].sub.items[0].text, m.up.menu.menu == m, p.open(p)[0].p == p, p.open(p)[1].p == nil)
	fmt.Println(m, m.off, p.corners, len(p.byName))

	var w Walk
	w = func(s struct{ next Walk }) int {
		if s.next == nil {
			return 1
		}
		return 1 + s.next(struct{ next Walk }{nil})
	}
	fmt.Println(w(struct{ next Walk }{w}))

	l := List{{}, {List{{}}}}
	var x any = l
	_, ok := x.(List)
	fmt.Printf("%T %v %v %d\n", x, l, ok, len(l[1].list))
}
