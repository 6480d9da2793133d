package main

import (
	"fmt"
	"sort"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type table struct {
	rows  [][]string
	col   int
	swaps *int
}

func (t table) Len() int           { return len(t.rows) }
func (t table) Less(i, j int) bool { return t.rows[i][t.col] < t.rows[j][t.col] }
func (t table) Swap(i, j int)      { t.rows[i], t.rows[j] = t.rows[j], t.rows[i]; *t.swaps++ }

type lessFn func(i, j int) bool
type multi struct {
	sort.StringSlice
	less []lessFn
}

func (m multi) Less(i, j int) bool {
	for _, f := range m.less {
		switch {
		case f(i, j):
			return true
		case f(j, i):
			return false
		}
	}
	return false
}

func main() {
	w := byLen{"ccc", "a", "bb", "dd"}
	sort.Stable(w)
	fmt.Println(w, sort.IsSorted(w))
	sort.Sort(sort.Reverse(w))
	fmt.Println(w[0], w[3])
	n := 0
	t := table{[][]string{{"1", "z"}, {"2", "a"}, {"3", "m"}}, 1, &n}
	sort.Sort(t)
	fmt.Println(t.rows, n > 0)
	ss := []string{"bb", "a", "aa", "b"}
	sort.Sort(multi{ss, []lessFn{
		func(i, j int) bool { return len(ss[i]) < len(ss[j]) },
		func(i, j int) bool { return ss[i] > ss[j] },
	}})
	fmt.Println(ss)
}
