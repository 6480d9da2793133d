package build

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// What a program requires is what it was built from: a version that can be had, or a
// clone that is there.
func TestOrigin(t *testing.T) {
	write := func(dir, module string) (file string) {
		dir = filepath.Join(t.TempDir(), dir)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+module+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(dir, "internal", "build", "module.go")
	}
	main := func(version, sum string) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version, Sum: sum}}
	}
	clone, other := write("a clone", ModulePath), write("other", "example.com/other")
	dir := filepath.Dir(filepath.Dir(filepath.Dir(clone)))
	const (
		trimmed = ModulePath + "/internal/build/module.go"
		pseudo  = "v1.2.4-0.20260101000000-0123456789ab"
	)

	for name, test := range map[string]struct {
		info *debug.BuildInfo
		file string
		want Origin
	}{
		"installed by its version":        {main("v1.2.3", "h1:x="), clone, Origin{Version: "v1.2.3"}},
		"installed by its commit":         {main(pseudo, "h1:x="), trimmed, Origin{Version: pseudo}},
		"built in a clone":                {main(pseudo, ""), clone, Origin{Dir: dir}},
		"built in a clone with changes":   {main(pseudo+"+dirty", ""), clone, Origin{Dir: dir}},
		"built in a clone of a release":   {main("v1.2.3", ""), clone, Origin{Dir: dir}},
		"built without version control":   {main("(devel)", ""), clone, Origin{Dir: dir}},
		"no build information":            {nil, clone, Origin{Dir: dir}},
		"trimmed, of a release":           {main("v1.2.3", ""), trimmed, Origin{Version: "v1.2.3"}},
		"trimmed, of a commit":            {main(pseudo, ""), trimmed, Origin{}},
		"trimmed, of a release, changed":  {main("v1.2.3+dirty", ""), trimmed, Origin{}},
		"trimmed, no version control":     {main("(devel)", ""), trimmed, Origin{}},
		"trimmed, no build information":   {nil, trimmed, Origin{}},
		"the clone has gone":              {main("(devel)", ""), filepath.Join(dir, "gone", "internal", "build", "module.go"), Origin{}},
		"another module is in its folder": {main("(devel)", ""), other, Origin{}},
	} {
		if got := originOf(test.info, test.file); got != test.want {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
}

// A module on a clone names all that the clone is built from, whatever the name of its
// folder.
func TestModuleOnClone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a clone")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"go.mod": "module " + ModulePath + "\n\ngo 1.27.0\n\nrequire (\n\texample.com/direct v1.0.0\n\texample.com/indirect v2.0.0+incompatible // indirect\n)\n\ntool example.com/direct/tool\n",
		"go.sum": "sums\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}

	mod, sum, err := Origin{Dir: dir}.Module("tides")
	if err != nil {
		t.Fatal(err)
	}
	want := "module tides\n\ngo 1.27.0\n\nrequire github.com/panelgo/panelgo v0.0.0\n\n" +
		"require (\n\texample.com/direct v1.0.0 // indirect\n\texample.com/indirect v2.0.0+incompatible // indirect\n)\n\n" +
		"replace github.com/panelgo/panelgo => \"" + dir + "\"\n"
	if string(mod) != want || string(sum) != "sums\n" {
		t.Errorf("got\n%s%s\nwant\n%s", mod, sum, want)
	}
}

func TestModuleOfUnknownOrigin(t *testing.T) {
	if _, _, err := (Origin{}).Module("tides"); !errors.Is(err, ErrUnknown) {
		t.Errorf("error %v, want %v", err, ErrUnknown)
	}
	mod, sum, err := Origin{Version: "v1.2.3"}.Module("tides")
	if err != nil || sum != nil || !strings.Contains(string(mod), "\nrequire github.com/panelgo/panelgo v1.2.3\n") {
		t.Errorf("%q, %q, %v", mod, sum, err)
	}
}
