package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/template"
)

type item struct {
	Name  string
	Price float64
	Tags  []string
	attrs map[string]string
}

func (i item) Upper() string             { return strings.ToUpper(i.Name) }
func (i item) Discount(p float64) string { return fmt.Sprintf("%.2f", i.Price*(1-p/100)) }
func (i *item) PtrOnly() string          { return "ptr " + i.Name }
func (i item) Attr(k string) (string, error) {
	if v, ok := i.attrs[k]; ok {
		return v, nil
	}
	return "", fmt.Errorf("no attr %s", k)
}

type page struct {
	Title string
	Items []*item
	Meta  map[string]any
	level
}
type level int

func (l level) String() string { return fmt.Sprint("level ", int(l)) }
func (p page) Count() int      { return len(p.Items) }
func (p page) Level() level    { return p.level }

const text = `{{define "row"}}- {{.Name | printf "%-5s"}}|{{.Upper}}|{{.Discount 10}}|{{.PtrOnly}}|{{.Attr "c"}}{{range $i, $t := .Tags}}{{if $i}},{{end}}{{$t}}{{else}}none{{end}}
{{end}}{{.Title}} ({{.Count}}) {{.Level}} {{.Meta.a}} {{index .Meta "b"}}
{{range .Items}}{{template "row" .}}{{end}}{{with .Meta.none}}x{{else}}no meta{{end}} {{len .Items}} {{eq .Count 2}} {{and true .Title}} {{not false}} {{html "<a>"}} {{slice .Title 0 2}}
`

func main() {
	t := template.Must(template.New("p").Parse(text))
	p := page{"Items", []*item{{"ab", 10, []string{"x", "y"}, map[string]string{"c": "red"}}, {"cd", 2.5, nil, map[string]string{"c": "blue"}}}, map[string]any{"a": level(3), "b": []int{1, 2}}, 7}
	if err := t.Execute(os.Stdout, p); err != nil {
		fmt.Println(err)
	}
	err := template.Must(template.New("e").Parse("{{.Attr \"zz\"}}")).Execute(io.Discard, p.Items[0])
	fmt.Println(err)
}
