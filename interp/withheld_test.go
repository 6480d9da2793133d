package interp_test

import (
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// A name of an importable package that scripts do not get is refused where it is
// mentioned, with the reason and what to do instead.
func TestWithheldNames(t *testing.T) {
	importable := map[string]bool{}
	for key := range symbols.Std() {
		importable[path.Dir(key)] = true
	}
	tried := 0
	for name, why := range symbols.Withheld() {
		dir, base := path.Split(name)
		pkg, member, _ := strings.Cut(base, ".")
		if !importable[dir+pkg] || member == "" {
			continue
		}
		tried++
		source := fmt.Sprintf("package main\nimport p %q\nvar f = p.%s\n", dir+pkg, member)
		if typ, member, ok := strings.Cut(member, "."); ok {
			source = fmt.Sprintf("package main\nimport p %q\nfunc f(x *p.%s) any { return x.%s }\n", dir+pkg, typ, member)
		}
		if _, err := load(t, source, interp.Config{}); err == nil || !strings.Contains(err.Error(), "scripts may not use it: "+why) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if tried < 15 {
		t.Errorf("only %d names", tried)
	}
}

// What is withheld, or in common with compiled code, is out of reach by its other names.
func TestOutOfReach(t *testing.T) {
	const imports = "package main\nimport (\"encoding/base64\"; html \"html/template\"; \"net/http\"; \"os\"; \"text/template\"; \"time\"; \"crypto/rand\")\n" +
		"func use() { _, _, _, _, _, _, _ = base64.StdEncoding, html.New, http.NoBody, os.Open, template.New, time.UTC, rand.Text }\n" +
		"func set[T any](p *T, v T) { *p = v }\n"
	const (
		folder = "Chdir exists in Go, but scripts may not use it: it changes the folder"
		common = "which may belong to the whole process"
	)
	for _, test := range []struct{ name, source, want string }{
		{"a method value", `func f(x *os.File) any { return x.Chdir }`, folder},
		{"a method expression", `var f = (*os.File).Chdir`, folder},
		{"a deferred method", `func f(x *os.File) { defer x.Chdir() }`, folder},
		{"an embedded file", `type file struct{ *os.File }; func f(x file) { x.Chdir() }`, folder},
		{"a file in an interface", `func f(x *os.File) { var c interface{ Chdir() error } = x; c.Chdir() }`, "missing method Chdir"},
		{"a constraint", `func g[T interface{ Chdir() error }](x T) { x.Chdir() }; func f(x *os.File) { g(x) }`, "missing method Chdir"},
		{"the tree of a template", `var f = template.New("").Tree`, "Tree exists in Go"},
		{"the nodes of a template", `var f = template.New("").Root`, "Root"},
		{"a copy of the tree of a template", `var f = template.New("").Copy`, "Copy exists in Go"},
		{"the tree of a template of HTML", `func f(t *html.Template) { t.Tree.Root.Nodes[0] = nil }`, "Tree exists in Go"},

		{"a field of a response", `func f(r *http.Response) { r.TLS.PeerCertificates[0].IsCA = true }`, "TLS exists in Go"},
		{"a field in a literal", `var f = http.Response{TLS: nil}`, "TLS exists in Go"},

		{"an assignment", `func f() { *time.UTC = *time.Local }`, common},
		{"an assignment of several", `func f() { n := 0; n, *time.UTC = 1, *time.Local; _ = n }`, common},
		{"a location that compiled code gives", `func f() { *time.Now().Location() = *time.UTC }`, common},
		{"a pointer under another name", `func f() { p := base64.StdEncoding; *p = *base64.URLEncoding }`, common},
		{"generic code", `func f() { set(base64.StdEncoding, *base64.URLEncoding) }`, common},
		{"a loop", `func f() { for _, *time.UTC = range []time.Location{*time.Local} {} }`, common},
		{"a channel", `func f(c chan time.Location) { select { case *time.UTC = <-c: } }`, common},
		{"another type", `type place time.Location; func f() { *(*place)(time.UTC) = place{} }`, common},
		{"a field of an error", `func f() { http.ErrNotSupported.ErrorString = "" }`, common},
		{"a field of an error in an interface", `func f(err error) { err.(*http.ProtocolError).ErrorString = "" }`, common},
		{"a field of an embedded error", `type e struct{ *http.ProtocolError }; func f(x e) { x.ErrorString = "" }`, common},
		{"the address of a field", `func f() *string { return &http.ErrNotSupported.ErrorString }`, common},

		{"a variable that Go reads", `func f() { time.Local = time.UTC }`, "scripts may not assign to time.Local, which the whole process reads: give times a place with In"},
		{"its address", `func f() { set(&time.Local, time.UTC) }`, "scripts may not take the address of time.Local"},
		{"the source of random bytes", `func f() { rand.Reader = nil }`, "scripts may not assign to rand.Reader"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := load(t, imports+test.source, interp.Config{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// Templates, which call methods by their names, do not call one that is withheld.
func TestWithheldMethodsInTemplates(t *testing.T) {
	before, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	const source = `package main
import ("fmt"; html "html/template"; "io"; "os"; "strings"; "text/template")
type executer interface { Execute(io.Writer, any) error }
func main() {
	f, err := os.Open("/")
	if err != nil { panic(err) }
	data := map[string]any{"F": f, "L": []any{f}}
	for _, text := range []string{"{{.F.Chdir}}", "{{with .F}}{{.Chdir}}{{end}}", "{{range $x := .L}}{{$x.Chdir}}{{end}}", "{{(index .L 0).Chdir}}", "{{if .F}}{{else}}{{.F.Chdir | print}}{{end}}", "{{define \"x\"}}{{.Chdir}}{{end}}{{template \"x\" .F}}"} {
		one := template.Must(template.New("one").Parse(text))
		two := html.Must(html.New("two").Parse(text))
		var e executer = one
		method := two.Execute
		for _, err := range []error{one.Execute(io.Discard, data), one.ExecuteTemplate(io.Discard, "one", data), two.Execute(io.Discard, data), two.ExecuteTemplate(io.Discard, "two", data), e.Execute(io.Discard, data), method(io.Discard, data)} {
			if err == nil || !strings.Contains(err.Error(), "scripts may not use it") { fmt.Println(text, err) }
		}
	}
	template.Must(template.New("").Parse("os.Chdir {{.}} {{len .}}\n")).Execute(os.Stdout, "x")
}`
	for _, more := range []string{"", "\nfunc init() { go func() {}() }"} { // then maps are copied
		if out := run(t, source+more); out != "os.Chdir x 1\n" {
			t.Error(out)
		}
	}
	if after, err := os.Getwd(); err != nil || after != before {
		t.Errorf("the folder of the process is %s: %v", after, err)
	}
}

// A template function may change the templates of its set: what is executed is what was
// there when the execution began.
func TestWithheldMethodsInChangedTemplates(t *testing.T) {
	t.Chdir(t.TempDir())
	before, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	out := run(t, `package main
import ("fmt"; html "html/template"; "os"; "text/template")
const text, evil = "{{define \"x\"}}harmless{{end}}{{swap}}{{template \"x\" .}}", "{{.Chdir}}"
func main() {
	f, err := os.Open("/")
	if err != nil { panic(err) }

	t := template.New("t")
	t.Funcs(template.FuncMap{"swap": func() string { template.Must(t.New("x").Parse(evil)); template.Must(t.Parse(evil)); return "" }})
	template.Must(t.Parse(text))
	fmt.Println(t.Execute(os.Stdout, f))
	fmt.Println(t.Execute(os.Stdout, f) != nil) // now it names the method

	u := template.New("u")
	u.Funcs(template.FuncMap{"swap": func() string { template.Must(u.New("x").Parse(evil)); return "" }})
	template.Must(u.Parse(text))
	fmt.Println(u.ExecuteTemplate(os.Stdout, "u", f))

	h := html.New("h")
	h.Funcs(html.FuncMap{"swap": func() string {
		_, parsed := h.New("x").Parse(evil)
		_, cloned := h.Clone()
		_, again := h.New("h").Parse(evil)
		fmt.Println(parsed, cloned, again)
		return ""
	}})
	html.Must(h.Parse(text))
	x := h.Lookup("x")
	fmt.Println(h.Execute(os.Stdout, f))
	fmt.Println(x.Execute(os.Stdout, f))
	_, err = x.Parse(evil)
	fmt.Println(err, x.Execute(os.Stdout, f))
}`)
	want := `harmless<nil>
true
harmless<nil>
html/template: cannot Parse after Execute html/template: cannot Clone "h" after it has executed html/template: cannot Parse after Execute
harmless<nil>
template: "x" is an incomplete or empty template
html/template: cannot Parse after Execute template: "x" is an incomplete or empty template
`
	if out != want {
		t.Errorf("it prints\n%s\nwant\n%s", out, want)
	}
	if after, err := os.Getwd(); err != nil || after != before {
		t.Errorf("the folder of the process is %s: %v", after, err)
	}
}

// Templates execute as in Go, also one whose name another of its set has taken.
func TestExecutedTemplates(t *testing.T) {
	out := run(t, `package main
import ("fmt"; html "html/template"; "os"; "text/template")
func main() {
	a := template.Must(template.New("a").Parse("first {{template \"a\"}} {{template \"b\" .}}"))
	template.Must(a.New("a").Parse("second"))
	template.Must(a.New("b").Parse("({{.}})\n"))
	fmt.Println(a.Execute(os.Stdout, 1), a.ExecuteTemplate(os.Stdout, "a", 1), a.ExecuteTemplate(os.Stdout, "c", 1))
	fmt.Println(template.New("none").Execute(os.Stdout, 1), new(template.Template).Execute(os.Stdout, 1), html.New("none").Execute(os.Stdout, 1))
	template.Must(a.Lookup("b").Parse("[{{.}}]\n")).Execute(os.Stdout, 3)
	fmt.Println(a.Lookup("b").DefinedTemplates() != "", len(a.Templates()))
	h := html.Must(html.New("h").Parse("<a href={{.}}>{{.}}</a>\n"))
	for range 2 { fmt.Println(h.Execute(os.Stdout, "<x y>"), h.ExecuteTemplate(os.Stdout, "h", 1)) }
}`)
	want := `first second (1)
second<nil> <nil> template: no template "c" associated with template "a"
template: none: "none" is an incomplete or empty template template: : "" is an incomplete or empty template template: "none" is an incomplete or empty template
[3]
true 2
<a href=%3cx%20y%3e>&lt;x y&gt;</a>
<a href=1>1</a>
<nil> <nil>
<a href=%3cx%20y%3e>&lt;x y&gt;</a>
<a href=1>1</a>
<nil> <nil>
`
	if out != want {
		t.Errorf("it prints\n%s\nwant\n%s", out, want)
	}
}

// What holds an open file cannot be asked at run time for what its type lacks.
func TestWithheldMethodsAtRunTime(t *testing.T) {
	out := run(t, `package main
import ("fmt"; "os")
type folder interface{ Chdir() error }
func main() {
	f, _ := os.Open(".")
	var x any = f
	_, ok := x.(folder)
	fmt.Println(ok)
	switch x.(type) {
	case folder: fmt.Println("a folder")
	default: fmt.Println("none")
	}
}`)
	if out != "false\nnone\n" {
		t.Error(out)
	}
}
