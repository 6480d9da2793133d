package main

import (
	"fmt"
	"os"
	"text/template"
)

type row struct{ Name string }

func main() {
	t := template.Must(template.New("t").Parse("{{range .Rows}}{{.Name}}{{end}} {{.One.Name}} {{len .Rows}}\n"))
	fmt.Println(t.Execute(os.Stdout, map[string]any{"Rows": []row{{"a"}}, "One": row{"b"}}))
}
