package interp_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
	"golang.org/x/tools/txtar"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// Every archive in testdata/modules is a tree of files. Its package in app/ is run
// interpreted and by the Go toolchain, and both find the same packages. An archive
// that begins with "refused: " is not loaded, for that reason. What is in
// proxy/PATH@VERSION/ is a module that the toolchain downloads before.
func TestModules(t *testing.T) {
	archives, err := filepath.Glob("testdata/modules/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	t.Setenv("GOMODCACHE", t.TempDir())
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for _, f := range archive.Files {
				writeFile(t, string(f.Data), dir, filepath.FromSlash(f.Name))
			}
			download(t, dir)

			p, err := interp.Load(filepath.Join(dir, "app"), interp.Config{Symbols: []interp.Symbols{symbols.Std()}, Withheld: symbols.Withheld(), Main: true})
			if want, refused := strings.CutPrefix(strings.TrimSpace(string(archive.Comment)), "refused: "); refused {
				if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), dir+"/", ""), want) {
					t.Errorf("%v, want %s", err, want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			instance, err := p.New(t.Context(), interp.Env{Stdout: &out, Stderr: &out})
			if err != nil {
				t.Fatal(err)
			}
			defer instance.Kill()
			if err := instance.Main(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			if want := goCommand(t, dir, "run", "."); out.String() != want {
				t.Errorf("interpreted %q, compiled %q", out.String(), want)
			}
		})
	}
}

// goCommand runs the go command in app/ of a folder. It downloads modules from the
// folder's proxy only.
func goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("go", args...)
	c.Dir = filepath.Join(dir, "app")
	c.Env = append(os.Environ(), "GOFLAGS=-modcacherw", "GOWORK=", "GONOSUMDB=*", "GOPROXY=file://"+filepath.ToSlash(filepath.Join(dir, "served")))
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// download makes a module proxy of the folders proxy/PATH@VERSION, and has the go
// command download the modules that app/ requires.
func download(t *testing.T, dir string) {
	t.Helper()
	proxy := filepath.Join(dir, "proxy")
	if _, err := os.Stat(proxy); errors.Is(err, fs.ErrNotExist) {
		return
	}
	err := filepath.WalkDir(proxy, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(proxy, name)
		if path, version, ok := strings.Cut(filepath.ToSlash(rel), "@"); ok && d.IsDir() {
			serveModule(t, name, filepath.Join(dir, "served"), module.Version{Path: path, Version: version})
			return fs.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	goCommand(t, dir, "mod", "download", "all")
}

// serveModule writes the files that a module proxy has of a module.
func serveModule(t *testing.T, source, served string, m module.Version) {
	t.Helper()
	path, err := module.EscapePath(m.Path)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	if err := zip.CreateFromDir(&packed, m, source); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(source, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for ending, text := range map[string]string{".info": `{"Version": "` + m.Version + `"}`, ".mod": string(mod), ".zip": packed.String()} {
		writeFile(t, text, served, filepath.FromSlash(path), "@v", m.Version+ending)
	}
}
