package main

import (
	"fmt"
	"os"
	"text/template"
)

type color int

func (c color) String() string { return "C" }

type item struct{ Name color }

func main() {
	t := template.Must(template.New("t").Parse("{{.Name}} {{printf \"%v\" .Name}} {{.}}\n"))
	fmt.Println(t.Execute(os.Stdout, item{1}))
}
