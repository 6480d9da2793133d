package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type item struct{ Name string }

func (i item) Upper() string     { return strings.ToUpper(i.Name) }
func (i *item) Add(a, b int) int { return a + b }

func main() {
	t := template.Must(template.New("t").Parse("{{.Name}} {{.Upper}} {{.Add 1 2}}\n"))
	fmt.Println(t.Execute(os.Stdout, &item{"a"}))
}
