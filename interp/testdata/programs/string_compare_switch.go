package main

import (
	"fmt"
	"strings"
)

type name string

func (n name) upper() name { return name(strings.ToUpper(string(n))) }

func kind(s string) string {
	switch {
	case s == "":
		return "empty"
	case s < "m":
		return "low"
	case s >= "m" && len(s) > 3:
		return "long high"
	}
	return "high"
}

func main() {
	for _, s := range []string{"", "abc", "zoo", "zebra", "m"} {
		fmt.Println(kind(s))
	}
	n := name("bob")
	fmt.Println(n.upper(), n.upper() == "BOB", n+"by", n < "c")
	switch n {
	case "alice", "bob":
		fmt.Println("known")
	default:
		fmt.Println("unknown")
	}
	var i any = n
	_, ok := i.(string)
	v, ok2 := i.(name)
	fmt.Println(ok, ok2, v, i == "bob", i == name("bob"))
	raw := `raw \n "q"
second`
	fmt.Println(raw, len(raw), strings.Count(raw, "\n"))
	fmt.Println("tab\tq\"\\ \u00e9 \U0001F600 \101 \x41 \a\b"[0:20])
}
