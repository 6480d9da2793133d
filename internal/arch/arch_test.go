package arch

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/panelgo/panelgo"

// room is a package and the packages of this repository that it may import.
// A name may end in "/*": each package right below.
type room struct {
	name string
	may  []string
	why  string
}

// rooms, from the bottom up. Nothing imports what stands further down in this
// list, and every package is in it.
var rooms = []room{
	{"internal/arch", nil,
		"it looks at the repository from outside"},
	{"internal/document", nil,
		"everything that shows or carries a page is built on the document; it can know none of it"},
	{"internal/browser/bundle", nil,
		"a tool: it joins modules; what they do must not matter"},
	{"internal/browser", nil,
		"the browser's files are data"},
	{"internal/waitfor", nil,
		"tests of every package wait by it"},
	{"internal/pipes", nil,
		"a network for tests; what is sent must not matter"},
	{"internal/chromium", []string{"internal/waitfor"},
		"it drives any page; how the page was made must not matter"},
	{"internal/visitor", nil,
		"it comes to a server from outside, as a browser does; how a page is made must not matter"},
	{"internal/spelling", nil,
		"it compares names; what they are of must not matter"},
	{"internal/logs", nil,
		"it makes texts fit for a log; whose they are must not matter"},
	{"internal/regular", nil,
		"it opens files; what they are for must not matter"},
	{"internal/npm", []string{"internal/regular"},
		"it fetches packages; what is made of them must not matter"},
	{"internal/npm/npmtest", []string{"internal/npm"},
		"it answers as a registry does; who asks must not matter"},
	{"internal/watch", []string{"internal/regular"},
		"it reports changes of files; what the files are for must not matter"},
	{"internal/visit", []string{"internal/document"},
		"it is what a host knows of a visitor's run; scripts see it through pn"},
	{"pn", []string{"internal/visit", "internal/document"},
		"the vocabulary of scripts works in any host: server, test, another program. It must know none of them"},
	{"interp/std/*", nil,
		"scripts get them as source, and scripts have nothing of this repository"},
	{"interp/std", nil,
		"it holds sources; what reads them must not matter"},
	{"interp/rtype", nil,
		"it makes types of other types; what runs their methods must not matter"},
	{"interp/engine", nil,
		"it runs what yaegi has compiled; what the program is for must not matter"},
	{"interp/compiled", nil,
		"it shows the checker what is in tables of symbols; scripts are not its business"},
	{"interp/load", []string{"interp/compiled", "interp/std", "internal/regular", "internal/spelling"},
		"a checked program is the same however it is run"},
	{"interp/lower", []string{"interp/compiled", "interp/load", "interp/rtype"},
		"it rewrites a program and hands it on; how it runs must not matter"},
	{"interp/web", nil,
		"what net/http keeps is the same for whatever runs a script"},
	{"interp/host", []string{"interp/compiled", "interp/lower", "interp/rtype", "interp/engine", "interp/web"},
		"it serves one interpreter; what runs in it must not matter"},
	{"interp", []string{"interp/compiled", "interp/load", "interp/lower", "interp/host", "interp/engine", "interp/rtype"},
		"it takes tables of symbols and gives callables, and runs any Go program; pages are not its business"},
	{"interp/symbols", []string{"pn", "internal/document"},
		"tables list what scripts may use, and nothing else"},
	{"interp/symbols/gen", nil,
		"it makes the table of any package, so it must depend on none"},
	{"plugins", []string{"pn"},
		"the contract is all that a plugin sees besides pn"},
	{"plugins/*", []string{"plugins", "pn"},
		"a built-in plugin that needed more would prove that the contract is not enough for others"},
	{"plugins/charts", []string{"plugins", "pn"},
		"a built-in plugin that needed more would prove that the contract is not enough for others"},
	{"plugins/uplot", []string{"plugins", "pn", "plugins/charts"},
		"its first paint is a picture of charts; else it needs what every plugin has"},
	{"plugins/builtin", []string{"plugins", "plugins/*"},
		"it lists the built-in plugins"},
	{"internal/assets", []string{"internal/regular"},
		"it serves bytes; what they mean must not matter"},
	{"internal/bundles", []string{"internal/npm", "internal/assets", "internal/regular"},
		"it finds and serves bundles; how one is made, and pages, must not matter"},
	{"internal/bundler", []string{"internal/npm", "internal/bundles"},
		"it makes bundles; who keeps and serves them must not matter, and no server contains it"},
	{"templates", []string{"internal/browser", "internal/regular"},
		"a template gets finished areas; it must not know what is in them"},
	{"internal/wire", []string{"internal/document"},
		"the protocol can be spoken without knowing what a session or a component is"},
	{"internal/reuse", []string{"internal/visit", "internal/document", "internal/assets"},
		"views and keys work for any way to make a page: no server, no interpreter"},
	{"internal/session", []string{"internal/wire", "pn", "internal/visit", "internal/document", "internal/logs"},
		"a session is the same for scripts and compiled apps, so it must not know the interpreter"},
	{"internal/app", []string{"internal/logs", "internal/regular", "internal/session", "internal/reuse", "internal/wire", "internal/assets", "interp", "interp/symbols", "plugins", "templates", "pn", "internal/visit"},
		"it turns sources into programs; who serves them, and who watches the files, must not matter"},
	{"internal/forwarded", nil,
		"it reads headers; what is done with what they say must not matter"},
	{"internal/server", []string{"internal/app", "internal/session", "internal/reuse", "internal/wire", "internal/watch", "internal/assets",
		"internal/forwarded", "internal/browser", "internal/bundles", "plugins", "templates", "pn", "internal/visit", "internal/document", "internal/logs"},
		"the server joins the rooms below it; who starts it must not matter"},
	{"internal/options", []string{"internal/server", "internal/bundles", "plugins", "internal/logs", "internal/regular", "internal/spelling"},
		"options are names, defaults and their parsing; package panelgo acts on them"},
	{".", []string{"internal/app", "internal/options", "internal/server", "interp", "plugins", "plugins/builtin", "pn"},
		"package panelgo is the door for Go programs: it hands on, and builds nothing"},
	{"pn/pntest", []string{".", "pn"},
		"tests of apps use the door that every program uses"},
	{"apps", nil,
		"example apps are scripts; the package is their tests"},
	{"internal/e2e", []string{".", "pn", "internal/options", "internal/server"},
		"whole pages are tested by the door that every program uses"},
	{"internal/soak", nil,
		"it uses the door that every program uses; only its tests import anything"},
	{"internal/gotest", nil,
		"it runs the command line as a person would"},
	{"internal/bench/workload", nil,
		"its source is compiled, and interpreted as it is"},
	{"internal/bench", []string{"internal/bench/workload", ".", "pn", "internal/server", "internal/document", "internal/chromium", "internal/visitor", "interp", "interp/symbols"},
		"it measures what visitors get, and names inner rooms only where a budget does"},
	{"internal/reference", nil,
		"it reads the sources of components, as files"},
	{"internal/build", []string{"internal/regular"},
		"it writes files for the Go toolchain; the app was checked before"},
	{"cmd/panelgo", []string{".", "internal/app", "internal/build", "internal/bundler", "internal/bundles", "internal/logs", "internal/options", "internal/spelling", "internal/visitor", "interp", "plugins", "plugins/builtin", "pn"},
		"the command line reads words and shows errors; the work is done below"},
}

// withoutHTTP are the rooms that must not import net/http: what they do is
// the same however a page is asked for.
var withoutHTTP = []string{"internal/document", "internal/session", "internal/app", "internal/watch", "templates",
	"interp", "interp/compiled", "interp/load", "interp/lower", "interp/host", "interp/engine", "interp/rtype", "interp/std"}

// library is a module of others and the rooms that may import it.
type library struct {
	path string
	in   []string
	why  string
}

const (
	oneRoom = "one room stands between it and the rest, so that it can be exchanged"
	small   = "a small helper without a say in the design"
)

var libraries = []library{
	{"github.com/traefik/yaegi", []string{"interp", "interp/host", "interp/engine", "interp/symbols/gen", "internal/bench"}, "these rooms run scripts; no other knows on what"}, // bench measures against it
	{"github.com/gorilla/websocket", []string{"internal/wire", "internal/server", "pn/pntest", "internal/visitor", "internal/bench"}, "sockets are the wire's; the server tells a handshake from a request, clients are for tests and measurements"},
	{"github.com/fsnotify/fsnotify", []string{"internal/watch"}, oneRoom},
	{"github.com/maypok86/otter/v2", []string{"internal/reuse"}, oneRoom},
	{"github.com/go-analyze", []string{"plugins/charts"}, oneRoom},
	{"github.com/golang/freetype", []string{"plugins/charts"}, "a type that the library of charts speaks in"},
	{"github.com/yuin/goldmark", []string{"pn"}, "the Markdown component"},
	{"github.com/microcosm-cc/bluemonday", []string{"pn"}, "the HTML component cleans what it is given"},
	{"github.com/andybalholm/brotli", []string{"internal/assets", "internal/visitor"}, "one room packs, one unpacks, so that it can be exchanged"},
	{"github.com/klauspost/compress", []string{"internal/assets", "internal/bench"}, oneRoom},
	{"github.com/lmittmann/tint", []string{"internal/options"}, "how a log looks is an option"},
	{"github.com/spf13/cobra", []string{"cmd/panelgo"}, "programs that embed panelgo have a command line of their own"},
	{"github.com/spf13/pflag", []string{".", "internal/options", "cmd/panelgo"}, "flags are for options alone"},
	{"github.com/andybalholm/cascadia", []string{"pn/pntest"}, "tests find elements as CSS does"},
	{"github.com/evanw/esbuild", []string{"internal/browser/bundle", "internal/bundler"}, "a tool and the command line run it; no server contains it"},
	{"github.com/chromedp", []string{"internal/chromium", "internal/bench"}, "browsers are for tests and measurements"},
	{"go.uber.org/goleak", []string{"internal/waitfor"}, "the end of goroutines is waited for as all else is"},
	{"golang.org/x", []string{"*"}, small},
}

// goPackage is what "go list" tells of a package.
type goPackage struct {
	ImportPath string
	Imports    []string
}

func TestImports(t *testing.T) {
	for _, fault := range faults(listed(t)) {
		t.Error(fault)
	}
}

// listed are the packages of the repository.
func listed(t *testing.T) (pkgs []goPackage) {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = root(t)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for in := json.NewDecoder(strings.NewReader(string(out))); in.More(); {
		var p goPackage
		if err := in.Decode(&p); err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) < 10 {
		t.Fatalf("only %d packages were found", len(pkgs))
	}
	return pkgs
}

// The rules find what breaks them, and let through what does not.
func TestRulesFind(t *testing.T) {
	tests := []struct{ pkg, imports, want string }{
		{"pn", "internal/document", ""},
		{"pn", "net/http", ""},
		{"internal/app", "net/http", "internal/app imports net/http: what it does is the same"},
		{"pn", "internal/server", "pn imports internal/server: the vocabulary of scripts works in any host"},
		{"pn", "github.com/gorilla/websocket", "pn imports github.com/gorilla/websocket: sockets are the wire's"},
		{"interp", "pn", "interp imports pn: it takes tables of symbols"},
		{"interp", "github.com/traefik/yaegi/interp", ""},
		{"interp/lower", "github.com/traefik/yaegi/interp", "interp/lower imports github.com/traefik/yaegi/interp: these rooms run scripts"},
		{"interp/load", "interp/lower", "interp/load imports interp/lower: a checked program is the same"},
		{"plugins/charts", "pn", ""},
		{"plugins/charts", "internal/document", "plugins/charts imports internal/document: a built-in plugin that needed more"},
		{"plugins/builtin", "plugins/charts", ""},
		{"internal/bundler", "github.com/evanw/esbuild/pkg/api", ""},
		{"internal/bundles", "github.com/evanw/esbuild/pkg/api", "internal/bundles imports github.com/evanw/esbuild/pkg/api: a tool and the command line run it"},
		{"internal/server", "internal/bundler", "internal/server imports internal/bundler: the server joins the rooms below it"},
		{"internal/watch", "example.com/new/library", "internal/watch imports example.com/new/library: no rule says who may"},
		{"internal/novelty", "", "internal/novelty is in no room: add it to the list"},
		{"internal/server", ".", "internal/server imports .: the server joins the rooms below it"},
	}
	for _, test := range tests {
		pkg := goPackage{ImportPath: full(test.pkg)}
		if test.imports != "" {
			pkg.Imports = []string{full(test.imports)}
		}
		got := strings.Join(faults([]goPackage{pkg}), "\n")
		if (test.want == "") != (got == "") || !strings.HasPrefix(got, test.want) {
			t.Errorf("%s importing %s: %q, want %q", test.pkg, test.imports, got, test.want)
		}
	}
}

func full(name string) string {
	switch first, _, _ := strings.Cut(name, "/"); first {
	case ".":
		return module
	case "pn", "interp", "plugins", "internal", "templates", "cmd":
		return module + "/" + name
	}
	return name
}

// The list of rooms is in order: a room may import only what stands before it.
func TestRoomsStandInOrder(t *testing.T) {
	for i, r := range rooms {
		for _, may := range r.may {
			at := slices.IndexFunc(rooms, func(other room) bool { return other.name == may })
			if at < 0 || at >= i {
				t.Errorf("%s may import %s, which is not above it in the list", r.name, may)
			}
		}
	}
}

func faults(pkgs []goPackage) (out []string) {
	for _, pkg := range pkgs {
		name := short(pkg.ImportPath)
		r, ok := roomOf(name)
		if !ok {
			out = append(out, name+" is in no room: add it to the list, with what it may import and why")
			continue
		}
		for _, imported := range pkg.Imports {
			if why := refused(r, name, imported); why != "" {
				out = append(out, fmt.Sprintf("%s imports %s: %s", name, short(imported), why))
			}
		}
	}
	return out
}

// refused gives the reason against an import, or "".
func refused(r room, name, imported string) string {
	if imported == module || strings.HasPrefix(imported, module+"/") {
		if anyMatches(r.may, short(imported)) {
			return ""
		}
		return r.why
	}
	if imported == "net/http" && slices.Contains(withoutHTTP, name) {
		return "what it does is the same however a page is asked for"
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return "" // the standard library
	}
	for _, lib := range libraries {
		if imported == lib.path || strings.HasPrefix(imported, lib.path+"/") {
			if anyMatches(lib.in, name) || slices.Contains(lib.in, "*") {
				return ""
			}
			return lib.why
		}
	}
	return "no rule says who may: add the library to the list, with its reason"
}

// roomOf finds the room of a package, by its own name before a pattern.
func roomOf(name string) (room, bool) {
	for _, exact := range []bool{true, false} {
		for _, r := range rooms {
			if r.name == name || !exact && matches(r.name, name) {
				return r, true
			}
		}
	}
	return room{}, false
}

func anyMatches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, name) })
}

func matches(pattern, name string) bool {
	if dir, ok := strings.CutSuffix(pattern, "/*"); ok {
		return path.Dir(name) == dir
	}
	return pattern == name
}

func short(importPath string) string {
	if importPath == module {
		return "."
	}
	return strings.TrimPrefix(importPath, module+"/")
}

// root is the repository's folder.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
