package interp_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The mistakes of each script in testdata/bad are reported as its golden file
// says: all at once, with positions, lines and carets.
func TestDiagnostics(t *testing.T) {
	scripts, err := filepath.Glob("testdata/bad/*.go")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range scripts {
		t.Run(filepath.Base(file), func(t *testing.T) {
			_, err := interp.Load(file, interp.Config{Symbols: []interp.Symbols{symbols.Std()}, Withheld: symbols.Withheld()})
			var all interp.Diagnostics
			if !errors.As(err, &all) {
				t.Fatalf("no diagnostics: %v", err)
			}
			got := strings.ReplaceAll(all.Detail(), filepath.Dir(file)+"/", "") + "\n"
			golden := strings.TrimSuffix(file, ".go") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// What authors do wrong most is told as in testdata/mistakes.txtar: about as the
// compiler tells it, causes first, consequences after them or not at all.
func TestMistakes(t *testing.T) {
	const file = "testdata/mistakes.txtar"
	table, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cfg := interp.Config{Symbols: []interp.Symbols{symbols.Std(), symbols.Pn()}, Withheld: symbols.Withheld()}
	for i := 0; i+1 < len(table.Files); i += 2 {
		name, want := strings.TrimSuffix(table.Files[i].Name, ".go"), &table.Files[i+1]
		t.Run(name, func(t *testing.T) {
			script := filepath.Join(t.TempDir(), name+".go")
			if err := os.WriteFile(script, table.Files[i].Data, 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := interp.Load(script, cfg)
			if err == nil {
				t.Fatal("it loads")
			}
			got := strings.ReplaceAll(err.Error(), filepath.Dir(script)+"/", "") + "\n"
			if *update {
				want.Data = []byte(got)
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A folder is one package: its files are checked together, its imports of the
// same module are loaded from source, and every problem names its own file.
func TestDiagnosticsOfFolders(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"two packages in one folder", map[string]string{"a.go": "package main", "b.go": "package other"}, "b.go:1:9: package other; the other files of this folder are package main"},
		{"an import cycle", map[string]string{
			"go.mod": "module example.com/m", "a.go": "package main\nimport _ \"example.com/m/x\"",
			"x/x.go": "package x\nimport _ \"example.com/m/y\"", "y/y.go": "package y\nimport _ \"example.com/m/x\"",
		}, "y/y.go:2:8: import cycle: example.com/m/x imports itself, directly or through others"},
		{"an imported package that is wrong", map[string]string{
			"go.mod": "module example.com/m", "a.go": "package main\nimport \"example.com/m/x\"\nvar _ = x.N", "x/x.go": "package x\nconst N int = \"one\"",
		}, "x/x.go:2:15: cannot use \"one\" (untyped string constant) as int value in constant declaration"},
		{"an empty package of the module", map[string]string{
			"go.mod": "module example.com/m", "a.go": "package main\nimport _ \"example.com/m/none\"",
		}, "a.go:2:8: package example.com/m/none: no Go files in its folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range test.files {
				file := filepath.Join(dir, name)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			_, err := interp.Load(dir, interp.Config{})
			if err == nil {
				t.Fatal("no error")
			}
			if got := strings.ReplaceAll(err.Error(), dir+"/", ""); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// A long list is cut, and says how many diagnostics were left out.
func TestManyDiagnostics(t *testing.T) {
	source := "package main\nfunc F() {\n"
	for i := range 25 {
		source += fmt.Sprintf("\tnothing%d()\n", i)
	}
	_, err := load(t, source+"}\n", interp.Config{})
	if err == nil || strings.Count(err.Error(), "undefined: nothing") != 10 || !strings.HasSuffix(err.Error(), "\nand 15 more") {
		t.Errorf("%v", err)
	}
}
