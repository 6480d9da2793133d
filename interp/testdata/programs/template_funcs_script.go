package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/template"
)

type money int

func (m money) String() string { return fmt.Sprintf("$%d", int(m)) }

type cart []money

func (c cart) Total() (t money) {
	for _, m := range c {
		t += m
	}
	return
}

func main() {
	funcs := template.FuncMap{
		"double": func(m money) money { return m * 2 },
		"join":   strings.Join,
		"seq": func(n int) []int {
			out := make([]int, n)
			for i := range out {
				out[i] = i
			}
			return out
		},
		"dict": func(kv ...any) (map[string]any, error) {
			if len(kv)%2 != 0 {
				return nil, errors.New("odd")
			}
			m := map[string]any{}
			for i := 0; i < len(kv); i += 2 {
				m[kv[i].(string)] = kv[i+1]
			}
			return m, nil
		},
		"cur": func() money { return 5 },
	}
	t := template.Must(template.New("x").Funcs(funcs).Parse("{{.Total}} {{.Total | double}} {{range .}}[{{.}}]{{end}} {{cur}} {{range seq 3}}{{.}}{{end}} {{(dict \"a\" 1).a}} {{printf \"%d %v\" cur cur}}\n"))
	fmt.Println(t.Execute(os.Stdout, cart{1, 2, 30}))
	fmt.Println(template.Must(template.New("y").Funcs(funcs).Parse("{{dict 1}}")).Execute(io.Discard, nil))
	t2 := template.Must(t.Clone())
	template.Must(t2.New("sub").Parse("sub {{.}}\n"))
	fmt.Println(t2.ExecuteTemplate(os.Stdout, "sub", money(4)), t2.Lookup("none") == nil, t.Name())
}
