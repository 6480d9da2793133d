package main

import "fmt"

type K struct{ s []int }

func try(f func()) {
	defer func() {
		r := recover()
		err, ok := r.(interface{ RuntimeError() })
		fmt.Println(ok, r, err != nil)
	}()
	f()
}

func main() {
	var m map[any]int
	try(func() { fmt.Println(m[[]int{1}]) })
	try(func() { _, ok := m[map[string]int{}]; fmt.Println(ok) })
	try(func() { delete(m, any([]int{1})) })
	try(func() { delete(m, func() {}) })
	try(func() { m[[]int{1}] = 1 })
	try(func() { fmt.Println(m[K{}]) })
	m = map[any]int{}
	try(func() { fmt.Println(m[[]int{1}]) })
	try(func() { fmt.Println(m[K{}]) })
	try(func() { delete(m, any([]int{1})) })
	try(func() { m[[]int{1}] = 1 })
	try(func() { m[K{}] = 1 })
	try(func() { m[[2]any{1, []int{}}] = 1 })
	m[1] = 1
	try(func() { fmt.Println(m[K{}]) })
	type I struct{ a any }
	var mi map[I]int
	try(func() { fmt.Println(mi[I{[]int{}}]) })
	mi = map[I]int{}
	try(func() { fmt.Println(mi[I{[]int{}}]) })
	var me map[error]int
	try(func() { fmt.Println(me[nil]) })
	var ma map[[1]any]int
	try(func() { fmt.Println(ma[[1]any{[]int{}}]) })
	try(func() { fmt.Println(ma[[1]any{1}]) })
	var mn map[any]any
	bad := func() any { return []int{} }
	try(func() { mn[bad()] = nil })
	try(func() { mn[bad()] = 1 })
	try(func() { mn["a"] = 1 })
	mn = map[any]any{}
	try(func() { mn[bad()] = nil })
	try(func() { mn[bad()] = "x" })
	try(func() { mn[bad()] = bad() })
	try(func() { mn["a"], mn[bad()] = 1, 2 })
	try(func() { mn[bad()], mn["b"] = bad(), 2 })
	fmt.Println(mn)
	var mc map[any]int
	try(func() { mc[bad()]++ })
	try(func() { mc[bad()] += 2 })
	try(func() { mc["x"]++ })
	mc = map[any]int{}
	try(func() { mc[bad()]++ })
	try(func() { mc[bad()] += 2 })
	mc["x"]++
	mc["x"] += 5
	mc["x"] <<= 1
	try(func() { mc[bad()]-- })
	fmt.Println(mc)
	type B bool
	mb := map[any]B{}
	mb["a"] = true
	mb[K{}.s == nil] = 1 > 0
	fmt.Println(mb, map[any]int{1: 1, "b": 2})
	mf := map[any]float32{}
	mf[1] = 1.5
	mf[2.5] -= 1
	mf[1]++
	fmt.Println(mf)
	try(func() { fmt.Println(map[any]int{bad(): 1}) })
	mm := map[string]map[any]int{"a": {}}
	mm["a"][1]++
	try(func() { mm["b"][1]++ })
	try(func() { fmt.Println(mm["b"][bad()]) })
	try(func() { v, ok := mm["a"][bad()]; fmt.Println(v, ok) })
	fmt.Println(mm)
	me = map[error]int{nil: 1}
	me[nil]++
	me[nil] = 5
	fmt.Println(me, me[nil])
	delete(me, nil)
	var ms map[fmt.Stringer]string
	try(func() { fmt.Println(ms[nil]) })
	mn[nil] = 4
	delete(mn, nil)
	_, ok := mn[nil]
	fmt.Println(ok, len(mn))
}
