package templates

import (
	"errors"
	"flag"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/browser"
)

var update = flag.Bool("update", false, "write the golden files anew")

func area(name, html string) template.HTML {
	return template.HTML(`<div id="pn-` + name + `" data-pn="area" class="pn-area">` + html + `</div>`)
}

// styleOf returns the styles of a component of package pn.
func styleOf(stem string) string {
	css, err := os.ReadFile("../pn/" + stem + ".css")
	if err != nil {
		panic(err)
	}
	return string(css)
}

// examplePage returns a page with something in every place that a template
// fills.
func examplePage() Page {
	return Page{
		Title: `Tom & "Jerry" <3`, Header: area("header", "H"), Sidebar: area("sidebar", "S"), Modal: area("modal", "D"),
		Main:        area("main", `<div id="c1" data-pn="number" class="pn-number">1</div>`),
		Styles:      []string{styleOf("number")},
		Description: `Cat & "Mouse" <run>.`,
		Attributes:  ` data-pn-view="v1"`, Prefix: "..", Dev: true,
		RuntimeURL: "../_panelgo/runtime.1.js", StylesURL: "./styles.2.css", BehavioursURL: "./behaviours.5.js", ModulesURL: "./modules.4.js", DevURL: "./dev.3.js",
		Modules: []Module{{"grid", "../_panelgo/kinds/grid.1/a.js"}, {"map", "../_panelgo/kinds/map.2/b.js"}}, Preload: []string{"../_panelgo/modules.4.js"},
	}
}

var inline = regexp.MustCompile(`(?s)<(script|style)>(.+?)</(?:script|style)>`)

// golden compares a page, without its inline styles and scripts, with a file.
func golden(t *testing.T, name string, html []byte) {
	t.Helper()
	got := inline.ReplaceAll(html, []byte("<$1>…</$1>"))
	file := filepath.Join("testdata", name+".golden.html")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; run the test with -update and look at the change\n%s", file, got)
	}
}

func execute(t *testing.T, name string, p Page) (html []byte, csp string) {
	t.Helper()
	tmpl, err := Get(name)
	if err != nil {
		t.Fatal(err)
	}
	html, csp, err = tmpl.Execute(p)
	if err != nil {
		t.Fatal(err)
	}
	return html, csp
}

func TestTemplates(t *testing.T) {
	if got := Names(); !slices.Equal(got, []string{"material", "vanilla"}) {
		t.Errorf("templates: %v", got)
	}
	for _, name := range Names() {
		html, _ := execute(t, name, examplePage())
		golden(t, name, html)
	}
	p := examplePage()
	p.Lang, p.Dev, p.Modules = "de", false, nil
	html, _ := execute(t, "", p)
	golden(t, "production", html)
}

func TestUnknownTemplate(t *testing.T) {
	_, err := Get("slides")
	if !errors.Is(err, ErrUnknown) || !strings.Contains(err.Error(), "material and vanilla") {
		t.Errorf("error: %v", err)
	}
}

func TestIndex(t *testing.T) {
	p := examplePage()
	p.Title, p.Attributes = "Apps", ""
	html, _, err := Index(p, []Card{
		{Title: "Weather & wind", Description: "One city", Link: "../weather"},
		{Title: "Script", Link: "javascript:alert(1)"},
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "index", html)
	if strings.Contains(string(html), "javascript:") {
		t.Error("a link runs a script")
	}
	html, _, err = Index(p, nil)
	if err != nil || !strings.Contains(string(html), "There are no apps here yet.") {
		t.Errorf("empty index: %v\n%s", err, html)
	}
}

func TestErrorPage(t *testing.T) {
	p := examplePage()
	p.Title, p.Attributes = "", ""
	for name, tt := range map[string]struct {
		e    Error
		dev  bool
		wait bool // for a good version of the script
	}{
		"not-found": {e: Error{Status: 404, Title: "Not Found", Message: "there is no such page here"}, dev: true},
		"failed":    {e: Error{Status: 500, Title: "Internal Server Error", Message: "the page could not be made"}},
		"problems": {dev: true, wait: true, e: Error{Status: 500, Title: "Internal Server Error", Edition: 7, Problems: []Problem{
			{File: "weather.go", Line: 12, Column: 3, Message: "undefined: <x>", Source: "\tx.y()"}, {Message: "and more"},
		}}},
	} {
		p.Dev = tt.dev
		html, csp, err := ErrorPage(p, tt.e)
		if err != nil || csp == "" {
			t.Fatal(err)
		}
		golden(t, name, html)
		if got := strings.Contains(string(html), `data-pn-wait="7">`); got != tt.wait {
			t.Errorf("%s: waits: %v", name, got)
		}
	}
}

// The policy allows the page's inline styles and scripts, and no others.
func TestPolicy(t *testing.T) {
	html, csp := execute(t, "material", examplePage())
	found := inline.FindAllSubmatch(html, -1)
	if len(found) != 2 {
		t.Fatalf("%d inline elements", len(found))
	}
	for _, m := range found {
		directive := string(m[1]) + "-src 'self' " + hash(string(m[2])) + ";"
		if !strings.Contains(csp, directive) {
			t.Errorf("no %s in %s", directive, csp)
		}
	}
	for _, loose := range []string{"script-src 'unsafe", "style-src 'unsafe", "eval", "http:", "https:", "*"} {
		if strings.Contains(csp, loose) {
			t.Errorf("the policy has %s: %s", loose, csp)
		}
	}
	// A page that shows other kinds has other styles, and a policy for them.
	p := examplePage()
	p.Styles = []string{styleOf("card")}
	if _, other := execute(t, "material", p); other == csp {
		t.Error("other styles have the same policy")
	}
}

// A page carries only the styles of its kinds, whatever its HTML says.
func TestStylesOfThePage(t *testing.T) {
	p := examplePage()
	p.Main = area("main", `<div id="c1" data-pn="html"><p data-pn="number" data-pn="map"></p></div>`)
	p.Styles = []string{styleOf("card"), "", ".gauge { color: red }"}
	html, _ := execute(t, "", p)
	for part, want := range map[string]bool{".pn-card{": true, ".gauge{color:red}": true, ".pn-number-value{": false, "--pn-accent:": true} {
		if strings.Contains(string(html), part) != want {
			t.Errorf("%s in the page: %v", part, !want)
		}
	}
}

// A script's own template is a file; its inline styles and scripts are allowed.
func TestParseFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "own.html")
	source := `<!doctype html><html{{.Attributes}}><head>{{template "head" .}}<style>h1{color:red}</style></head>` +
		`<body><h1>{{.Title}}</h1>{{.Main}}<script>console.log(1)</script><script>let t = {{.Title}}</script></body></html>`
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	tmpl, err := ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	html, csp, err := tmpl.Execute(examplePage())
	if err != nil || !strings.Contains(string(html), `<h1>Tom &amp; &#34;Jerry&#34; &lt;3</h1><div id="pn-main"`) {
		t.Errorf("%v\n%s", err, html)
	}
	for _, own := range []string{hash("h1{color:red}"), hash("console.log(1)")} {
		if !strings.Contains(csp, own) {
			t.Errorf("%s is not in %s", own, csp)
		}
	}
	if n := strings.Count(csp, "sha256-"); n != 4 {
		t.Errorf("%d hashes: what is filled in must not count", n)
	}
}

func TestParseFileFails(t *testing.T) {
	if _, err := ParseFile(filepath.Join(t.TempDir(), "none.html")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	file := filepath.Join(t.TempDir(), "bad.html")
	if err := os.WriteFile(file, []byte("<html>\n{{.Title"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ParseFile(file); err == nil || !strings.Contains(err.Error(), "bad.html:2") {
		t.Errorf("a template that does not parse: %v", err)
	}
	if err := os.WriteFile(file, []byte("{{.Nonsense}}"), 0o644); err != nil {
		t.Fatal(err)
	}
	tmpl, err := ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := tmpl.Execute(examplePage()); err == nil {
		t.Error("a field that is not there was filled in")
	}
}

// All requests share a template.
func TestConcurrentExecution(t *testing.T) {
	tmpl, err := parse("test", `{{template "head" .}}`, "")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 100 {
				p := examplePage()
				p.Styles = []string{fmt.Sprintf(".x%d-%d{}", i, j)}
				html, _, err := tmpl.Execute(p)
				if err != nil || !strings.Contains(string(html), fmt.Sprintf(".x%d-%d{}", i, j)) {
					t.Errorf("another page's styles, %v", err)
				}
			}
		})
	}
	wg.Wait()
}

// The bytes that it takes to paint the weather page and to go live fit into
// what a server may send at once, with space left for headers.
func TestBudget(t *testing.T) {
	card := `<section id="c2" data-pn="card" class="pn-card"><div class="pn-card-body"><div id="c3" data-pn="number" class="pn-number"><div class="pn-number-name">Temperature</div><div class="pn-number-value">21 °C</div></div></div></section>`
	p := examplePage()
	p.Main = area("main", `<div id="c1" data-pn="flex-box" class="pn-flex-box"><div class="pn-flex">`+card+card+`</div></div>`)
	p.Styles = []string{styleOf("card"), styleOf("flexbox"), styleOf("number")}
	for _, name := range Names() {
		html, _ := execute(t, name, p)
		page, _ := assets.Encode(html)
		runtime, _ := assets.Encode(browser.Files()["runtime.js"])
		t.Logf("%s: page %d, runtime %d bytes", name, len(page), len(runtime))
		if len(page) > 4<<10 || len(runtime) > 8<<10 {
			t.Errorf("%s: page %d bytes, at most 4 KiB; runtime %d bytes, at most 8 KiB", name, len(page), len(runtime))
		}
	}
}

func BenchmarkExecute(b *testing.B) {
	tmpl, err := Get("")
	if err != nil {
		b.Fatal(err)
	}
	p := examplePage()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := tmpl.Execute(p); err != nil {
			b.Fatal(err)
		}
	}
}
