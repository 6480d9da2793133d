package main

import "fmt"

type pair struct{ a, b *int }

func try(name string, f func(m map[string]int)) {
	m := map[string]int{"kept": 1}
	defer func() { fmt.Println(name, recover(), m) }()
	f(m)
}

func value() int { fmt.Println("called"); return 2 }

func main() {
	var p *int
	var q *pair
	try("new", func(m map[string]int) { m["new"] = *p })
	try("kept", func(m map[string]int) { m["kept"] = *p })
	try("field", func(m map[string]int) { m["kept"] = *q.a })
	try("two", func(m map[string]int) { m["a"], m["kept"] = 1, *p })
	try("sum", func(m map[string]int) { m["kept"] = *p + 1 })
	try("update", func(m map[string]int) { m["kept"] += *p })
	try("call", func(m map[string]int) { m["kept"] = *p + value() })
	try("target", func(m map[string]int) { *p = value() })
	try("none", func(m map[string]int) { n := 3; p := &n; m["kept"] = *p })
	fmt.Println(func() (s string) {
		defer func() { s = fmt.Sprint(recover()) }()
		return fmt.Sprint(func() int { return *p }())
	}())
}
