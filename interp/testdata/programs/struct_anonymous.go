package main

import "fmt"

var config = struct {
	Host string
	Port int
	Opts struct{ Debug bool }
}{Host: "h", Port: 80}

func get() struct{ A, B int } { return struct{ A, B int }{1, 2} }

func sum(v struct{ A, B int }) int { return v.A + v.B }

type named struct{ A, B int }

func main() {
	config.Opts.Debug = true
	fmt.Printf("%v %+v\n", config, config)
	fmt.Println(get().A, sum(get()), sum(named{3, 4}), named(get()))
	table := []struct {
		in   string
		want int
	}{{"a", 1}, {"bb", 2}, {in: "ccc"}}
	for i, c := range table {
		fmt.Print(i, " ", c.in, " ", len(c.in) == c.want, "; ")
	}
	fmt.Println()
	m := map[string]struct{}{"x": {}}
	_, ok := m["x"]
	_, no := m["y"]
	fmt.Println(ok, no, len(m), m)
	p := &struct{ n int }{5}
	p.n++
	fmt.Println(*p, p.n)
	var tree struct {
		kids []struct{ v int }
	}
	tree.kids = append(tree.kids, struct{ v int }{3})
	tree.kids[0].v++
	fmt.Printf("%+v %T\n", tree, tree)
	var x any = struct{ X int }{1}
	v, ok := x.(struct{ X int })
	_, bad := x.(struct{ Y int })
	fmt.Println(v.X, ok, bad)
	ch := make(chan struct{}, 1)
	ch <- struct{}{}
	fmt.Println(<-ch)
}
