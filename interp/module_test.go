package interp_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// Every archive in testdata/modules is a tree of files. Its package in app/ is run
// interpreted and by the Go toolchain, and both find the same packages. An archive
// that begins with "refused: " is not loaded, for that reason.
func TestModules(t *testing.T) {
	archives, err := filepath.Glob("testdata/modules/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for _, f := range archive.Files {
				file := filepath.Join(dir, filepath.FromSlash(f.Name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, f.Data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p, err := interp.Load(filepath.Join(dir, "app"), interp.Config{Symbols: []interp.Symbols{symbols.Std()}, Main: true})
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
			instance, err := p.New(interp.Env{Stdout: &out, Stderr: &out})
			if err != nil {
				t.Fatal(err)
			}
			defer instance.Kill()
			if err := instance.Main(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			compiled := exec.Command("go", "run", ".")
			compiled.Dir = filepath.Join(dir, "app")
			compiled.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=")
			want, err := compiled.CombinedOutput()
			if err != nil {
				t.Fatalf("go run: %v\n%s", err, want)
			}
			if out.String() != string(want) {
				t.Errorf("interpreted %q, compiled %q", out.String(), want)
			}
		})
	}
}
