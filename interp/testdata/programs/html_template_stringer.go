package main

import (
	"fmt"
	"html/template"
	"os"
)

type markup string

func (m markup) String() string { return "<b>" + string(m) + "</b>" }

func main() {
	t := template.Must(template.New("u").Parse("{{.S}} <li onclick=\"f({{.M}})\">{{.M}}</li>\n"))
	fmt.Println(t.Execute(os.Stdout, map[string]any{"S": struct{ M markup }{"x"}, "M": markup("m")}))
}
