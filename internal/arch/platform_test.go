package arch

import (
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What scripts are interpreted on. Layouts of memory and assembly are written
// down for these processors and releases; compiled apps run anywhere.
var (
	processors   = []string{"amd64", "arm64"}
	goRelease    = "1.26"
	yaegiRelease = "v0.16.1"

	// otherProcessors are some that the repository compiles for all the same.
	otherProcessors = []string{"386", "arm", "loong64", "ppc64le", "riscv64", "s390x", "wasm"}
)

// layout is a room that reads memory by a layout that no compiler checks.
type layout struct {
	room        string
	constrained bool // its files are built for processors only
	why         string
}

var layouts = []layout{
	{"interp/rtype", true, "it compares what it knows of Go's types at first use; its stub refuses elsewhere"},
	{"interp/engine", false, "it compares what it knows of yaegi and of reflection's values at first use"},
	{"interp/host", false, "words of sync.Mutex are the same on every processor; tests verify them"},
	{"interp/load", false, "an embed.FS is one pointer on every processor; tests verify it"},
}

// Every file that goes around the type checker is in a room that says how it
// knows what lies in memory, and is built only where that is so.
func TestLayoutsAreGuarded(t *testing.T) {
	assembly := map[string]int{}
	eachFile(t, func(name string) {
		ext := path.Ext(name)
		if ext != ".s" && ext != ".go" || strings.HasSuffix(name, "_test.go") || ext == ".go" && !usesUnsafe(t, name) || ext == ".s" && isEmpty(t, name) {
			return
		}
		i := slices.IndexFunc(layouts, func(l layout) bool { return l.room == path.Dir(name) })
		if i < 0 {
			t.Errorf("%s uses unsafe or assembly: its room is not among those that may", name)
			return
		}
		if !layouts[i].constrained {
			return
		}
		for _, arch := range processors {
			switch built := builtFor(t, name, arch); {
			case built && ext == ".s":
				assembly[arch]++
			case !built && ext == ".go":
				t.Errorf("%s is not built for %s", name, arch)
			}
		}
		for _, arch := range otherProcessors {
			if builtFor(t, name, arch) {
				t.Errorf("%s is built for %s, where nobody has tried it", name, arch)
			}
		}
	})
	for _, arch := range processors {
		if assembly[arch] == 0 || assembly[arch] != assembly[processors[0]] {
			t.Errorf("%s has %d files of assembly, %s has %d", arch, assembly[arch], processors[0], assembly[processors[0]])
		}
	}
}

func usesUnsafe(t *testing.T, name string) bool {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root(t), name), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		if spec.Path.Value == `"unsafe"` && (spec.Name == nil || spec.Name.Name != "_") {
			return true
		}
	}
	return false
}

func isEmpty(t *testing.T, name string) bool { return read(t, name) == "" }

func builtFor(t *testing.T, name, arch string) bool {
	t.Helper()
	ctx := build.Default
	ctx.GOARCH = arch
	ok, err := ctx.MatchFile(filepath.Join(root(t), path.Dir(name)), path.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// Wherever a release or a processor is named, it is the one that is listed here.
func TestReleasesAgree(t *testing.T) {
	tests := []struct {
		file  string
		names string // a pattern with what is named as its group
		want  string
	}{
		{"go.mod", `(?m)^go (\d+\.\d+)`, goRelease},
		{"go.mod", `github.com/traefik/yaegi (\S+)`, yaegiRelease},
		{"README.md", `Go (\d+\.\d+)`, goRelease},
		{"CONTRIBUTING.md", `Go (\d+\.\d+)`, goRelease},
		{"docs/scripts.md", `Go (\d+\.\d+)`, goRelease},
		{"docs/scripts.md", `interpreted on (.+?),`, strings.Join(processors, " and ")},
		{"docs/limits.md", `processors \| (.+?) \|`, strings.Join(processors, ", ")},
		{"internal/build/module.go", `OldestGo = "(\d+\.\d+)`, goRelease},
		{"interp/rtype/supported.go", `goVersion = "(.+)"`, goRelease},
		{"interp/rtype/supported.go", `(?m)^//go:build (.+)$`, strings.Join(processors, " || ")},
		{"interp/rtype/unsupported.go", `run time on (.+?),`, strings.Join(processors, " and ")},
		{"interp/engine/yaegi.go", `yaegiVersion = "(.+)"`, yaegiRelease},
	}
	for _, test := range tests {
		found := regexp.MustCompile(test.names).FindAllStringSubmatch(read(t, test.file), -1)
		if found == nil {
			t.Errorf("%s names nothing by %s", test.file, test.names)
		}
		for _, f := range found {
			if f[1] != test.want {
				t.Errorf("%s names %s, not %s", test.file, f[1], test.want)
			}
		}
	}
	eachFile(t, func(name string) {
		text := ""
		if path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") {
			text = read(t, name)
		}
		if strings.Contains(text, strings.TrimPrefix(yaegiRelease, "v")) && name != "interp/engine/yaegi.go" {
			t.Errorf("%s names the release of yaegi: interp/engine does", name)
		}
	})
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// eachFile gives the names of the repository's files, but for those of tests'
// data.
func eachFile(t *testing.T, do func(name string)) {
	t.Helper()
	top := root(t)
	err := filepath.WalkDir(top, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{".git", "node_modules", "testdata"}, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		name, err := filepath.Rel(top, at)
		do(filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
