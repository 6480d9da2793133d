package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"time"
)

// Every kind of type is held by two types that lead to each other.

type tree struct {
	kids  forest
	Kind  kind
	Name  name
	w     weight
	cells world
	tags  tags
	on    handler
	at    day
	took  span
	grid  grid
	byKey map[key]*tree
	set   map[name]struct{}
	shape shape
	c     color
	z     z
	any   any
	err   error
	pn    *name
	raw   bytes
	text  runes
}

type forest []tree

type (
	kind    int
	name    string
	weight  float32
	cell    [2]int
	world   map[cell]bool
	tags    []tag
	tag     struct{ k, v name }
	handler func(*tree, ...tag) (kind, error)
	day     time.Time
	span    time.Duration
	grid    [2][2]cell
	key     struct {
		n name
		k kind
	}
	shape  interface{ area() weight }
	square struct{ side weight }
	color  uint8
	z      complex64
	bytes  []byte
	runes  []rune
)

const (
	leaf kind = iota
	branch
	root
)

func (k kind) String() string {
	switch k {
	case leaf, branch:
		return [...]string{"leaf", "branch"}[k]
	}
	return fmt.Sprintf("kind(%d)", int(k))
}

func (s square) area() weight      { return s.side * s.side }
func (t tags) Len() int            { return len(t) }
func (t tags) Less(i, j int) bool  { return t[i].k < t[j].k }
func (t tags) Swap(i, j int)       { t[i], t[j] = t[j], t[i] }
func (d day) year() int            { return time.Time(d).Year() }
func (n name) upper() name         { return name(strings.ToUpper(string(n))) }
func (n *name) add(m name)         { *n += m }
func (w world) alive(c cell) bool  { return w[c] }
func (h handler) call(t *tree) any { k, err := h(t, tag{"x", "y"}); return fmt.Sprint(k, err) }

func (t *tree) walk(f func(*tree, int)) { t.step(f, 0) }

func (t *tree) step(f func(*tree, int), d int) {
	f(t, d)
	for i := range t.kids {
		t.kids[i].step(f, d+1)
	}
}

func main() {
	t := tree{
		Kind: root, Name: "root", w: 1.5,
		cells: world{{1, 0}: true, {2, 1}: false},
		tags:  tags{{"b", "2"}, {k: "a"}},
		on:    func(t *tree, l ...tag) (kind, error) { return t.Kind + kind(len(l)), nil },
		at:    day(time.Date(2024, 1, 2, 3, 4, 5, 6, time.UTC)),
		took:  span(time.Second),
		grid:  grid{{{1, 2}, {3, 4}}, {1: {5}}},
		byKey: map[key]*tree{{"k", leaf}: {Name: "by key"}},
		set:   map[name]struct{}{"in": {}},
		shape: square{3},
		c:     250, z: 1 + 2i,
		raw: bytes("raw"), text: []rune("tèxt"),
		kids: forest{{Kind: branch, kids: forest{{Name: "deep"}}}, {}},
	}
	t.walk(func(t *tree, d int) { fmt.Println(strings.Repeat(" ", d), t.Kind, t.Name, len(t.kids)) })
	fmt.Println(t.Kind == root, t.Kind > branch, t.kids[0].Kind == branch, -t.Kind, t.Kind<<2, 7%t.Kind)
	t.c += 10
	t.w /= 2
	t.w++
	fmt.Println(t.c, t.w, t.z*2, real(t.z), t.w > 1.7, float64(t.w)*2)
	t.Name += "!"
	t.Name.add("?")
	fmt.Println(t.Name.upper(), len(t.Name), t.Name[0], t.Name[1:3], string(t.Name[0]), t.Name < "s")
	for i, r := range t.Name[:2] {
		fmt.Print(i, r, " ")
	}
	fmt.Println()
	fmt.Println(t.cells.alive(cell{1, 0}), t.cells[cell{2, 1}], len(t.cells), t.grid[0][1][1], t.grid[1][1])
	t.cells[[2]int{9, 9}] = true
	delete(t.cells, cell{1, 0})
	fmt.Println(t.cells)
	sort.Sort(t.tags)
	fmt.Println(t.tags, t.tags[0].k, t.on.call(&t), t.at.year(), time.Duration(t.took))
	fmt.Println(t.byKey[key{"k", leaf}].Name, t.byKey[key{}] == nil, len(t.set))
	if _, ok := t.set["in"]; ok {
		fmt.Println("in", t.shape.area(), t.shape.(square).side)
	}
	for i := range t.Kind {
		fmt.Print(i, " ")
	}
	fmt.Println(string(t.raw), string(t.text), len(t.text), strings.ToUpper(string(t.text[1])))
	t.raw = append(t.raw, "more"...)
	t.raw = append(t.raw, bytes("end")...)
	copy(t.raw, "R")
	fmt.Printf("%s %q %x\n", t.raw, t.Name, t.c)
	t.any = t.Kind
	switch v := t.any.(type) {
	case int:
		fmt.Println("int")
	case kind:
		fmt.Println("kind", v, v == root)
	}
	t.any = t.tags
	if l, ok := t.any.(sort.Interface); ok {
		fmt.Println(l.Len())
	}
	n := t.Name
	t.pn = &n
	*t.pn = "set"
	fmt.Println(n, *t.pn == "set", t.pn.upper())
	copied := t.kids[0]
	copied.kids[0].Name = "shared"
	copied.Kind++
	fmt.Println(t.kids[0].kids[0].Name, t.kids[0].Kind, copied.Kind)
	var zero tree
	fmt.Println(zero.Name == "", zero.kids == nil, zero.on == nil, zero.shape == nil, zero.grid == grid{}, zero.err == nil)
	text, err := json.Marshal(struct {
		K kind
		N name
		T []cell
	}{t.Kind, t.Name, t.grid[0][:]})
	fmt.Println(string(text), err)
	kinds := []kind{t.Kind, leaf, 7}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i] < kinds[j] })
	fmt.Println(kinds, max(kinds[0], kinds[1]), min(t.Name, "a"))
	m := map[kind]name{t.Kind: t.Name}
	m[branch] += "b"
	fmt.Println(m, m[root])
	var x, y kind = 1, t.Kind
	x, y = y, x
	fmt.Println(x, y, x&y|1, ^x)
	fmt.Printf("%T %T %T %v\n", t.Kind, t.cells, t.on, t.kids[1].kids)
	ch := make(chan kind, 2)
	ch <- t.Kind
	ch <- 5
	fmt.Println(<-ch, <-ch)
	f := t.on
	k, err := f(&t)
	fmt.Println(k, err, t.Kind.String(), kind.String(1))
	const big = kind(1) << 40
	fmt.Println(big, t.Kind*3+1, kind(t.w), weight(t.Kind), name(fmt.Sprint(t.c)), color(t.Kind)-9)
}
