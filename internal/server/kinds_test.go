package server_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn/pntest"
)

// lampApp writes the files of an app and returns its script.
func lampApp(t *testing.T, files map[string]string) (path string) {
	t.Helper()
	path = script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Custom("parts/lamp.js")) }`)
	for name, text := range files {
		file := filepath.Join(filepath.Dir(path), name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

var moduleLink = regexp.MustCompile(`<link rel="modulepreload" data-pn-kind="custom-parts--lamp" href="([^"]+)">`)

// moduleOf returns the URL of the module that the page of the app names.
func moduleOf(t *testing.T, url string) string {
	t.Helper()
	link := moduleLink.FindStringSubmatch(get(t, url+"/app").body)
	if link == nil {
		t.Fatal("the page names no module")
	}
	return resolved(t, url+"/app", link[1])
}

// A module is served with what it imports and with nothing else of the app's folder, at an
// address that is another when a file of it is.
func TestModuleOfAnApp(t *testing.T) {
	files := map[string]string{
		"parts/lamp.js":   "import {a} from './a.js'\nimport '../lib/b.mjs'\nconst c = await import(\"./c.js\")\nnew URL('./d.wasm', import.meta.url)\nimport './gone.js'\nimport 'package'\nimport '../../outside.js'\nexport * from '../secret.txt?x'",
		"parts/lamp.css":  ".pn-custom-parts--lamp { color: teal }",
		"parts/a.js":      "import './lamp.js'\nexport {e} from './e.js'",
		"parts/c.js":      "c",
		"parts/d.wasm":    "d",
		"parts/e.js":      "e",
		"lib/b.mjs":       "b",
		"parts/other.js":  "other",
		"../outside.js":   "outside",
		"parts/notes.txt": "notes",
	}
	path := lampApp(t, files)
	url := serve(t, reuse, path)
	module := moduleOf(t, url)
	if page := get(t, url+"/app").body; !strings.Contains(page, ".pn-custom-parts--lamp{color:teal}") {
		t.Error("the styles beside the module are not in the page")
	}
	at := func(name string) string { return strings.TrimSuffix(module, "parts/lamp.js") + name }
	for _, name := range []string{"parts/lamp.js", "parts/a.js", "parts/c.js", "parts/d.wasm", "parts/e.js", "lib/b.mjs"} {
		if got := get(t, at(name)).body; got != files[name] {
			t.Errorf("%s is %q", name, got)
		}
	}
	for _, name := range []string{"parts/other.js", "parts/notes.txt", "app.go", "parts/lamp.css", "parts/gone.js", "outside.js", "secret.txt", ""} {
		if got := get(t, at(name)).body; !strings.Contains(got, "there is no such file") && !strings.Contains(got, "404") && !strings.Contains(got, "not found") {
			t.Errorf("%s is served: %.80q", name, got)
		}
	}

	files["parts/e.js"] = "another"
	other := moduleOf(t, serve(t, reuse, lampApp(t, files)))
	if strings.TrimPrefix(other, other[:strings.Index(other, "/_panelgo")]) == strings.TrimPrefix(module, module[:strings.Index(module, "/_panelgo")]) {
		t.Errorf("the address is the same after an edit: %s", other)
	}
}

// A module that cannot be served is one that says why, and the log has one line for all
// visitors.
func TestModuleThatCannotBeServed(t *testing.T) {
	many := map[string]string{}
	var imports strings.Builder
	for i := range 101 {
		many[fmt.Sprintf("parts/%d.js", i)] = ""
		fmt.Fprintf(&imports, "import './%d.js'\n", i)
	}
	many["parts/lamp.js"] = imports.String()
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"missing":   {nil, "there is no parts/lamp.js in the app's folder"},
		"too many":  {many, "imports more than 100 files"},
		"too large": {map[string]string{"parts/lamp.js": strings.Repeat("x", 4<<20+1)}, "a module and its files have at most 4 MiB"},
		"a folder":  {map[string]string{"parts/lamp.js/x": ""}, "parts/lamp.js"},
	} {
		t.Run(name, func(t *testing.T) {
			var log journal
			url := serve(t, func(o *panelgo.Options) { o.Log = logTo(&log) }, lampApp(t, test.files))
			for range 3 {
				if got := get(t, moduleOf(t, url)).body; !strings.HasPrefix(got, "throw Object.assign(new Error(") || !strings.Contains(got, test.want) {
					t.Errorf("the module is %.200q", got)
				}
			}
			if lines := log.lines("a component's module cannot be served", "app=app", "kind=custom-parts--lamp", test.want); len(lines) != 1 {
				t.Errorf("the log has %d lines of it:\n%s", len(lines), strings.Join(lines, ""))
			}
		})
	}
}

// What a browser tells of modules that have failed is in the log, and not without end.
func TestFaultsOfModules(t *testing.T) {
	var log journal
	url := serve(t, func(o *panelgo.Options) { o.Log = logTo(&log) }, script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Button("Go")) }`))
	p := pntest.Visit(t, url+"/app")
	for i := range 20 {
		p.SendRaw(fmt.Sprintf(`{"type":"fault","kind":"lamp","text":"no %d\nlevel=ERROR"}`, i))
	}
	p.Click("Go")
	if lines := log.lines("a component's module has failed in the browser", "app=app", "kind=lamp"); len(lines) != 10 || !strings.Contains(lines[9], `no 9`) {
		t.Errorf("the log has\n%s", strings.Join(lines, ""))
	}
	if lines := log.lines("more modules have failed in the same browser"); len(lines) != 1 {
		t.Errorf("the log has %d lines that there are more", len(lines))
	}
}
