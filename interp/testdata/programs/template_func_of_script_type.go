package main

import (
	"fmt"
	"os"
	"text/template"
)

type money int

func (m money) String() string { return fmt.Sprintf("$%d", int(m)) }

func main() {
	funcs := template.FuncMap{"double": func(m money) money { return m * 2 }}
	t := template.Must(template.New("t").Funcs(funcs).Parse("{{double .}}\n"))
	fmt.Println(t.Execute(os.Stdout, money(4)))
}
