package main

import (
	"fmt"
	"io"
	"os"
	"text/template"
)

type row struct {
	Name  string
	Sales []float64
	Info  map[string]string
	Boss  *row
}

const text = `{{- define "num"}}{{printf "%.1f" .}}{{end -}}
{{- range $i, $r := .Rows}}
{{$i}}. {{$r.Name}}{{with $r.Boss}} (under {{.Name}}){{end}}:{{range $r.Sales}} {{template "num" .}}{{else}} none{{end}}
{{- range $k, $v := $r.Info}} {{$k}}={{$v | printf "%q"}}{{end}}
{{- end}}
{{$n := len .Rows}}{{if gt $n 1}}{{$n}} rows{{else}}one{{end}} {{index .Totals "sum"}} {{.Totals.avg}} {{(index .Rows 0).Name}} {{not .Flag}} {{.None}}
`

func main() {
	boss := &row{Name: "Ann", Info: map[string]string{"b": "2", "a": "1"}}
	data := map[string]any{
		"Rows":   []row{*boss, {Name: "Bob", Sales: []float64{1, 2.55}, Boss: boss}},
		"Totals": map[string]float64{"sum": 3.55, "avg": 1.775},
		"Flag":   false,
	}
	t, err := template.New("r").Parse(text)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(t.Execute(os.Stdout, data))
	t.Option("missingkey=error")
	fmt.Println(t.Execute(io.Discard, data))
}
