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
	const imports = "package main\nimport (\"encoding/base64\"; \"net/http\"; \"os\"; \"time\"; \"crypto/rand\")\n" +
		"func use() { _, _, _, _, _ = base64.StdEncoding, http.NoBody, os.Open, time.UTC, rand.Text }\n" +
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
