package main

import (
	"fmt"
	"html/template"
	"os"
)

type link struct {
	URL, Text string
	Raw       template.HTML
}

func main() {
	t := template.Must(template.New("p").Parse(`<a href="{{.URL}}" title='{{.Text}}'>{{.Text}}</a>{{.Raw}}<script>var x = {{.}};</script>
`))
	for _, l := range []link{{"http://x/?a=1&b=é", "a 'q'", "<i>ok</i>"}, {"javascript:alert(1)", "</script>", ""}} {
		if err := t.Execute(os.Stdout, l); err != nil {
			fmt.Println(err)
		}
	}
	u := template.Must(template.New("u").Parse("{{.}} {{range .L}}<li onclick=\"f({{.}})\">{{.}}</li>{{end}}\n"))
	fmt.Println(u.Execute(os.Stdout, struct {
		M string
		L []any
	}{"x", []any{1, "a<b", nil, template.JS("x()")}}))
	fmt.Println(template.HTMLEscapeString("<&\"'>"), template.JSEscapeString("'\n<"))
}
