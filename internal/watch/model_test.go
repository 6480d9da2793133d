package watch

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whatever is done to a folder, each file that differs from before is
// reported.
func TestAnySeriesOfSteps(t *testing.T) {
	t.Parallel()
	names := []string{"a", "b", "x/a", "x/b", "x/y/a", "z/a"}
	places := append([]string{"x", "x/y", "z"}, names...)
	rapid.Check(t, func(r *rapid.T) {
		d := newDisk(t, "app/a=0 app/x/b=0 app/x/y/a=0")
		d.start(5*time.Millisecond, never)
		d.set("app", "app")
		for round := range 2 {
			before := d.contents("app")
			for step := range rapid.IntRange(1, 8).Draw(r, "steps") {
				name := rapid.SampledFrom(names).Draw(r, "name")
				place := rapid.SampledFrom(places).Draw(r, "place")
				other := rapid.SampledFrom(places).Draw(r, "other")
				switch rapid.IntRange(0, 3).Draw(r, "what") {
				case 0:
					_ = os.MkdirAll(filepath.Dir(d.path("app/"+name)), 0o700)
					_ = os.WriteFile(d.path("app/"+name), fmt.Append(nil, round, step), 0o600)
				case 1:
					_ = os.RemoveAll(d.path("app/" + place))
				case 2:
					_ = os.Rename(d.path("app/"+place), d.path("app/"+other))
				case 3:
					_ = os.MkdirAll(d.path("app/"+place), 0o700)
				}
			}
			d.told(differences(before, d.contents("app")))
		}
		d.must(d.w.Close())
	})
}

// contents reads all files below a folder.
func (d *disk) contents(name string) map[string]string {
	out := map[string]string{}
	_ = filepath.WalkDir(d.path(name), func(at string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			content, err := os.ReadFile(at)
			d.must(err)
			out[d.name(at)] = "content " + string(content)
		}
		return nil
	})
	return out
}

func differences(a, b map[string]string) string {
	names := map[string]bool{}
	for n := range a {
		names[n] = a[n] != b[n]
	}
	for n := range b {
		names[n] = a[n] != b[n]
	}
	for n, differs := range names {
		if !differs {
			delete(names, n)
		}
	}
	return sortedNames(names)
}
