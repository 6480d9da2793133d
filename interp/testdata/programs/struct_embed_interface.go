package main

import (
	"bytes"
	"fmt"
	"io"
	"sort"
	"strings"
)

type animal interface {
	Sound() string
	Name() string
}
type dog struct{ name string }

func (d dog) Sound() string { return "woof" }
func (d dog) Name() string  { return d.name }

type loud struct {
	animal
	level int
}

func (l loud) Sound() string { return strings.ToUpper(l.animal.Sound()) + strings.Repeat("!", l.level) }

type sorted struct{ sort.Interface }

func (s sorted) Less(i, j int) bool { return s.Interface.Less(j, i) }

type upper struct{ io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.Writer.Write(bytes.ToUpper(p)) }

func main() {
	l := loud{dog{"rex"}, 2}
	var a animal = l
	fmt.Println(a.Sound(), a.Name(), l.animal.Sound())
	a = &loud{a, 1}
	fmt.Println(a.Sound(), a.Name())
	x := []int{3, 1, 2}
	sort.Sort(sorted{sort.IntSlice(x)})
	fmt.Println(x)
	var buf bytes.Buffer
	n, err := fmt.Fprintf(upper{&buf}, "hi %d", 5)
	fmt.Println(buf.String(), n, err)
	defer func() { fmt.Println(recover()) }()
	var e loud
	fmt.Println(e.level)
	fmt.Println(e.Name())
}
