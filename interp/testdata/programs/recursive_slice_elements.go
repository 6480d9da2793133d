package main

import "fmt"

type tree []tree

// branch has the elements of a tree.
type branch tree

type of[T any] []of[T]

func (t tree) with(list ...tree) tree { return append(t, list...) }

func count(list ...tree) int          { return len(list) }
func countBranches(l ...branch) int   { return len(l) }
func add[T any](list []T, more T) []T { return append(list, more) }

// A recursive slice is an element of a slice of its own kind: append and variadic
// functions take it as one value.
func main() {
	var kids []tree
	kids = append(kids, tree{nil, nil})
	fmt.Println(len(kids), len(append(kids, tree{nil, nil}, tree{})), len(append(kids, kids...)))

	named := map[string][]tree{}
	named["k"] = append(named["k"], tree{nil, nil, nil})
	named["k"] = append(named["k"], named["k"])
	fmt.Println(len(named["k"]))

	t := tree{nil}
	t = append(t, t)
	t = append(t, t[0])
	t = append(t, kids)
	fmt.Println(len(t), t)

	f := count
	fmt.Println(count(t), count(kids), count(kids...), f(t), f(t...), t.with(kids), t.with(kids...))

	var branches []branch
	branches = append(branches, branch{nil, nil})
	branches = append(branches, branch(t))
	fmt.Println(len(branches), countBranches(branch{nil, nil}), countBranches(branches...))

	var o of[int]
	o = append(o, of[int]{nil, nil})
	o = append(o, o)
	fmt.Println(len(o), len(add(kids, tree{nil, nil})), len(add(o, o)))

	type pile []pile
	var p pile
	p = append(p, pile{nil, nil})
	p = append(p, p)
	fmt.Println(len(p))
}
