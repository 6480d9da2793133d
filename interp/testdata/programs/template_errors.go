package main

import (
	"fmt"
	"strings"
	"text/template"
)

type T struct{ A int }

func exec(text string, data any) {
	t, err := template.New("t").Parse(text)
	if err != nil {
		fmt.Println("parse:", err)
		return
	}
	var b strings.Builder
	err = t.Execute(&b, data)
	fmt.Printf("%q %v\n", b.String(), err)
}

func main() {
	exec("{{.A", T{})
	exec("{{.A}}{{.A.B.C}}", T{})
	exec("{{nofunc 1}}", nil)
	exec("{{if .A}}yes{{else if eq .A 0}}zero{{end}}", T{})
	exec("{{.missing}} {{.b}}", map[string]int{"b": 1})
	exec("{{range .}}{{.}}{{break}}{{end}}{{range $k, $v := .}}{{$k}}={{$v}};{{end}}", map[string]int{"b": 1, "a": 2})
	exec("{{- 1 -}} x {{- 2}}{{/* c */}}{{`raw`}}{{'a'}}{{1.5}}{{true}}{{nil | printf \"%v\"}}", nil)
	exec("{{$x := 1}}{{range .}}{{$x = .}}{{end}}{{$x}}", []int{5, 6})
	exec("{{call . 3}}", func(i int) int { return i * 2 })
	exec("{{index . 1}} {{index . 5}}", []string{"a", "b"})
	exec("{{lt 1 2}} {{ge 2.5 2.5}} {{eq 1 2 1}} {{or 0 \"x\"}} {{print 1 2 \"a\"}} {{len \"abc\"}} {{urlquery \"a b\"}} {{js \"'\"}}", nil)
}
