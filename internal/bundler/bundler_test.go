package bundler

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/npm/npmtest"
	"github.com/panelgo/panelgo/internal/waitfor"
)

func TestMain(m *testing.M) { waitfor.Main(m) }

var lines = npmtest.Package{Name: "lines", Version: "1.2.3", Files: map[string]string{
	"package.json":       `{"name": "lines", "license": "MIT", "exports": {".": "./index.js", "./style.css": "./dist/style.css", "./worker": "./worker.js"}}`,
	"index.js":           "/*! lines 1.2.3, (c) Ann */\nexport function draw(at) { at.append('lines drawn') }\nexport function unused() { return 'left out' }\n",
	"dist/style.css":     ".lines { font: 1em Lines; src: url(lines.woff2) }\n",
	"dist/lines.woff2":   "a font",
	"worker.js":          "import {far} from '@maps/far'; postMessage(far)\n",
	"LICENSE.md":         "Permission is hereby granted\n",
	"docs/LICENSE-other": "of something else",
}}

var far = npmtest.Package{Name: "@maps/far", Version: "2.0.0", Files: map[string]string{
	"package.json": `{"name": "@maps/far", "main": "main.cjs"}`, "main.cjs": "exports.far = 'far away'\n",
}}

// kindOf is a kind of a module that uses packages.
func kindOf(lock string, files map[string]string) bundles.Kind {
	fsys := fstest.MapFS{"assets.lock": {Data: []byte(lock)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return bundles.Kind{Name: "chart", Module: "chart.js", Files: fsys}
}

// made makes the bundle of a kind, from a registry with packages.
func made(t *testing.T, k bundles.Kind, packages ...npmtest.Package) (bundles.Bundle, error) {
	t.Helper()
	registry := npmtest.New(packages...)
	t.Cleanup(registry.Close)
	work := filepath.Join(t.TempDir(), "work")
	found, err := Maker([]string{"npm_config_registry=" + registry.URL}, work)(t.Context(), k)
	if left, readErr := os.ReadDir(work); readErr != nil || len(left) > 0 {
		t.Errorf("in the folder for work there is %v, %v", left, readErr)
	}
	return found, err
}

const chart = `import {draw} from "lines"
import sheet from "lines/style.css" with {type: "text"}
import {name} from "./own.js"
import "lines/style.css"
export default {mount(root) { draw(root); new Worker(new URL("./far.worker.js", import.meta.url), {type: "module"}); root.title = name + sheet }}
`

func TestMaker(t *testing.T) {
	k := kindOf(lines.Lock()+far.Lock(), map[string]string{
		"chart.js": chart, "own.js": "export const name = 'ours'", "far.worker.js": "import 'lines/worker'", "chart.test.js": "not used",
	})
	got, err := made(t, k, lines, far)
	if err != nil {
		t.Fatal(err)
	}
	again, err := made(t, k, lines, far)
	if err != nil || !maps.EqualFunc(got, again, slices.Equal[[]byte]) {
		t.Errorf("made twice, a bundle is another: %v", err)
	}

	font := ""
	for name := range got {
		if strings.HasPrefix(name, "lines-") && strings.HasSuffix(name, ".woff2") {
			font = name
		}
	}
	want := []string{"LICENSES.txt", "chart.css", "chart.js", "chart.js.LEGAL.txt", "far.worker.js", font}
	slices.Sort(want)
	if names := slices.Sorted(maps.Keys(got)); font == "" || !slices.Equal(names, want) {
		t.Fatalf("the bundle has %q, want %q", names, want)
	}
	for name, parts := range map[string][]string{
		"chart.js":           {"lines drawn", `new URL("./far.worker.js",import.meta.url)`, "ours", ".lines { font"},
		"chart.css":          {".lines{", font},
		"far.worker.js":      {"far away"},
		font:                 {"a font"},
		"LICENSES.txt":       {"lines 1.2.3\nLicense: MIT\n\nPermission is hereby granted\n", "@maps/far 2.0.0\nLicense: not named"},
		"chart.js.LEGAL.txt": {"(c) Ann"},
	} {
		for _, part := range parts {
			if !strings.Contains(string(got[name]), part) {
				t.Errorf("%s has no %q:\n%s", name, part, got[name])
			}
		}
	}
	for _, part := range []string{"left out", "(c) Ann", "\n  "} {
		if strings.Contains(string(got["chart.js"]), part) {
			t.Errorf("chart.js has %q:\n%s", part, got["chart.js"])
		}
	}
}

// What a kind gets wrong is told with the place in its module, or in a package's.
func TestMakerSaysWhatIsWrong(t *testing.T) {
	needy := npmtest.Package{Name: "needy", Version: "1.0.0", Files: map[string]string{"package.json": "{}", "index.js": "import 'tiny/deep/x.js'; import '@a/b/c'"}}
	changed := lines
	changed.Files = map[string]string{"index.js": "stolen()"}
	tests := []struct {
		name     string
		lock     string
		chart    string
		packages []npmtest.Package
		want     []string
	}{
		{"a package that another imports", needy.Lock(), "import 'needy'", []npmtest.Package{needy},
			[]string{"node_modules/needy/index.js:1:8: package tiny is not in assets.lock: add it, with its version and sum", "package @a/b is not in assets.lock"}},
		{"a package that is not locked", lines.Lock(), "import 'lines'\nimport 'far'", []npmtest.Package{lines}, []string{"chart.js:2:8: package far is not in assets.lock"}},
		{"a file that a package does not export", lines.Lock(), "import 'lines/index.js'", []npmtest.Package{lines}, []string{`chart.js:1:8: package lines 1.2.3 has no "lines/index.js"`}},
		{"a file of ours", lines.Lock(), "import './gone.js'", []npmtest.Package{lines}, []string{`chart.js:1:8: Could not resolve "./gone.js"`}},
		{"no JavaScript", lines.Lock(), "let a = ;", []npmtest.Package{lines}, []string{"chart.js:1:9: Unexpected"}},
		{"another sum", lines.Lock(), "import 'lines'", []npmtest.Package{changed}, []string{"package lines 1.2.3: the sum of what", "is not the lock's"}},
		{"a lock that is wrong", "lines 1.2.3", "import 'lines'", nil, []string{"assets.lock:1: a line has"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := made(t, kindOf(test.lock, map[string]string{"chart.js": test.chart}), test.packages...)
			for _, want := range test.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("%v (%d files), want %q", err, len(got), want)
				}
			}
		})
	}
}

// Packages and settings that lie in folders above do not get into a bundle.
func TestMakerLooksNowhereElse(t *testing.T) {
	above := t.TempDir()
	for name, text := range map[string]string{
		"node_modules/stray/index.js": "export default 'stray'", "tsconfig.json": `{"compilerOptions": {"paths": {"lines": ["./stray.js"]}}}`,
		"stray.js": "export const draw = 'stray'", "package.json": `{"browser": {"lines": "./stray.js"}}`,
	} {
		file := filepath.Join(above, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	registry := npmtest.New(lines)
	t.Cleanup(registry.Close)
	makeIt := Maker([]string{"npm_config_registry=" + registry.URL}, filepath.Join(above, "work"))
	got, err := makeIt(t.Context(), kindOf(lines.Lock(), map[string]string{"chart.js": "import {draw} from 'lines'; draw(document.body)"}))
	if err != nil || strings.Contains(string(got["chart.js"]), "stray") {
		t.Errorf("%s, %v", got["chart.js"], err)
	}
	_, err = makeIt(t.Context(), kindOf(lines.Lock(), map[string]string{"chart.js": "import x from 'stray'; draw(x)"}))
	if err == nil || !strings.Contains(err.Error(), "stray/index.js would be in the bundle, and is of no package in assets.lock") {
		t.Errorf("a package of a folder above: %v", err)
	}
}

// A bundle is made also where its user has no folder to keep it in.
func TestMakerWithoutFolder(t *testing.T) {
	registry := npmtest.New(lines)
	t.Cleanup(registry.Close)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, work := range []string{"", filepath.Join(file, "work")} {
		got, err := Maker([]string{"npm_config_registry=" + registry.URL}, work)(t.Context(), kindOf(lines.Lock(), map[string]string{"chart.js": "import 'lines'"}))
		if err != nil || got["chart.js"] == nil {
			t.Errorf("in %q: %v", work, err)
		}
	}
}

// A registry that does not answer is given up when the server ends.
func TestMakerIsGivenUp(t *testing.T) {
	asked := make(chan bool, 1)
	silent := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		asked <- true
		<-q.Context().Done()
	}))
	defer silent.Close()
	ctx, giveUp := context.WithCancel(t.Context())
	k, work := kindOf(lines.Lock(), map[string]string{"chart.js": ""}), t.TempDir()
	done := make(chan error, 1)
	go func() {
		_, err := Maker([]string{"npm_config_registry=" + silent.URL}, work)(ctx, k)
		done <- err
	}()
	waitfor.Value(t, "a request", asked)
	giveUp()
	if err := waitfor.Value(t, "the end", done); err == nil {
		t.Error("there is a bundle of nothing")
	}
}

// Bundles of another esbuild have other names: a program without it knows the version.
func TestToolchainIsTheOneUsed(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`github.com/evanw/esbuild v(\S+)`).FindSubmatch(mod)
	if version == nil || !strings.HasPrefix(bundles.Toolchain, "esbuild "+string(version[1])+",") {
		t.Errorf("bundles are named for %q, and esbuild is %q", bundles.Toolchain, version)
	}
}
