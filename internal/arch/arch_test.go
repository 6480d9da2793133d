package arch

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
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
	{"internal/browser", nil,
		"the browser's files are data"},
	{"internal/waitfor", nil,
		"tests of every package wait by it"},
	{"internal/chromium", []string{"internal/waitfor"},
		"it drives any page, whoever made it"},
	{"internal/visitor", nil,
		"it comes to a server from outside, as a browser does; how a page is made must not matter"},
	{"internal/watch", nil,
		"it tells of files, and of whoever named them; what they are for must not matter"},
	{"pn", []string{"internal/document"},
		"the vocabulary of scripts works in any host: server, test, another program. It must know none of them"},
	{"interp/std/*", nil,
		"they are sources for scripts, which have nothing of this repository"},
	{"interp/std", nil,
		"it hands out sources, whoever reads them"},
	{"interp/rtype", nil,
		"a type is made of others, whoever asks for it and runs its methods"},
	{"interp/engine", nil,
		"it knows yaegi's insides, and nothing of who runs what"},
	{"interp", []string{"interp/std", "interp/rtype", "interp/engine"},
		"it takes tables of symbols and gives callables, and runs any Go program; pages are not its business"},
	{"interp/symbols", []string{"pn", "internal/document"},
		"tables list what scripts may use, and nothing else"},
	{"interp/symbols/gen", nil,
		"it makes the table of any package, so it must depend on none"},
	{"plugins", []string{"pn"},
		"the contract is all that a plugin sees besides pn"},
	{"plugins/*", []string{"plugins", "pn"},
		"a built-in plugin that needed more would prove that the contract is not enough for others"},
	{"plugins/builtin", []string{"plugins", "plugins/*"},
		"it lists what is built in"},
	{"internal/assets", []string{"internal/browser"},
		"it serves bytes, whatever they are"},
	{"templates", []string{"internal/browser"},
		"a template gets finished areas; it must not know what is in them"},
	{"internal/wire", []string{"internal/document"},
		"the protocol can be spoken without knowing what a session or a component is"},
	{"internal/reuse", []string{"pn", "internal/document", "internal/assets"},
		"views and keys work for any way to make a page: no server, no interpreter"},
	{"internal/session", []string{"internal/wire", "pn", "internal/document"},
		"a session is the same for scripts and compiled apps, so it must not know the interpreter"},
	{"internal/server", []string{"internal/session", "internal/reuse", "internal/wire", "internal/watch", "internal/assets",
		"internal/browser", "internal/document", "interp", "interp/symbols", "plugins", "templates", "pn"},
		"the server joins the rooms below it; who starts it must not matter"},
	{"internal/options", []string{"internal/server", "plugins"},
		"options are names, defaults and their parsing; package panelgo acts on them"},
	{".", []string{"internal/options", "internal/server", "interp", "plugins", "plugins/builtin", "pn"},
		"package panelgo is the door for Go programs: it hands on, and builds nothing"},
	{"pn/pntest", []string{".", "pn"},
		"tests of apps come in by the door that everybody uses"},
	{"apps", nil,
		"example apps are scripts; the package is their tests"},
	{"internal/e2e", []string{".", "pn", "internal/options", "internal/server"},
		"whole pages are tested by the door that everybody uses"},
	{"internal/soak", nil,
		"many visitors come by the door that everybody uses; only its tests import anything"},
	{"internal/gotest", nil,
		"it runs the command line as a person would"},
	{"internal/bench/workload", nil,
		"its source is compiled, and interpreted as it is"},
	{"internal/bench", []string{"internal/bench/workload", ".", "pn", "internal/server", "internal/document", "internal/chromium", "internal/visitor", "interp", "interp/symbols"},
		"measurements take what visitors get, and name inner rooms only where a budget does"},
	{"internal/build", nil,
		"it writes for the Go toolchain; what is in an app was checked before"},
	{"cmd/panelgo", []string{".", "internal/build", "internal/options", "internal/server", "internal/visitor", "interp", "interp/symbols", "plugins", "plugins/builtin"},
		"the command line reads words and shows errors; the work is done below"},
}

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
	{"github.com/traefik/yaegi", []string{"interp", "interp/engine", "interp/symbols/gen", "internal/bench"}, oneRoom}, // bench measures against it
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
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = root(t)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []goPackage
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
	for _, fault := range faults(pkgs) {
		t.Error(fault)
	}
}

// The rules find what breaks them, and let through what does not.
func TestRulesFind(t *testing.T) {
	tests := []struct{ pkg, imports, want string }{
		{"pn", "internal/document", ""},
		{"pn", "net/http", ""},
		{"pn", "internal/server", "pn imports internal/server: the vocabulary of scripts works in any host"},
		{"pn", "github.com/gorilla/websocket", "pn imports github.com/gorilla/websocket: sockets are the wire's"},
		{"interp", "pn", "interp imports pn: it takes tables of symbols"},
		{"interp", "github.com/traefik/yaegi/interp", ""},
		{"plugins/charts", "pn", ""},
		{"plugins/charts", "internal/document", "plugins/charts imports internal/document: a built-in plugin that needed more"},
		{"plugins/builtin", "plugins/charts", ""},
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

// machinePath is a path that exists on the machine of whoever wrote it.
var machinePath = regexp.MustCompile(`(?:^|[\s"'` + "`" + `(=:])(?:/(?:home|Users|root|work)/[A-Za-z0-9._-]+|[A-Z]:\\Users\\)`)

// No file names a path of the machine it was written on.
func TestNoMachinePaths(t *testing.T) {
	top := root(t)
	files := 0
	err := filepath.WalkDir(top, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == ".git" || d.Name() == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		text, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		files++
		if !utf8.Valid(text) {
			return nil // a picture
		}
		name, err := filepath.Rel(top, at)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if machinePath.MatchString(line) || strings.Contains(line, top+string(filepath.Separator)) {
				t.Errorf("%s:%d names a path of one machine: %.120s", name, i+1, strings.TrimSpace(line))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Fatalf("only %d files were read", files)
	}
}

func TestMachinePathPattern(t *testing.T) {
	sep := "/"
	for line, want := range map[string]bool{
		`open "` + sep + `home/ann/x"`:         true,
		`see ` + sep + `Users/ann`:             true,
		`"C` + `:\Users\ann"`:                  true,
		`https://example.com/home/page`:        false,
		`GET /homes and /workshop`:             false,
		`module github.com/panelgo/panelgo/pn`: false,
	} {
		if got := machinePath.MatchString(line); got != want {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
}
