package assets

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// past is a time that tells of every edit after it.
var past = time.Now().Add(-time.Hour)

// moduleDir is a folder with a module that imports one file that is there and one that is
// not. Its files are of the time past.
func moduleDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"lamp.js": "import './bulb.js'\nimport './gone.js'\n", "bulb.js": "bulb", "lamp.css": "old"} {
		writeAt(t, filepath.Join(dir, name), text, past)
	}
	return dir
}

// writeAt writes a file as if that was at a time.
func writeAt(t testing.TB, file, text string, at time.Time) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, at, at); err != nil {
		t.Fatal(err)
	}
}

// A module is known to be unchanged while its files are as they were, with those that were
// looked for and were not there.
func TestModuleUnchanged(t *testing.T) {
	for name, test := range map[string]struct {
		edit func(dir string)
		want bool
	}{
		"as it was":          {func(string) {}, true},
		"a file beside it":   {func(dir string) { writeAt(t, filepath.Join(dir, "other.js"), "other", past) }, true},
		"another size":       {func(dir string) { writeAt(t, filepath.Join(dir, "bulb.js"), "bulbs", past) }, false},
		"another time":       {func(dir string) { writeAt(t, filepath.Join(dir, "bulb.js"), "lamp", past.Add(1)) }, false},
		"other styles":       {func(dir string) { writeAt(t, filepath.Join(dir, "lamp.css"), "new", past.Add(-1)) }, false},
		"a file that is new": {func(dir string) { writeAt(t, filepath.Join(dir, "gone.js"), "", past) }, false},
		"a file less":        {func(dir string) { os.Remove(filepath.Join(dir, "lamp.css")) }, false},
		"another file of its name, size and time": {func(dir string) {
			file := filepath.Join(dir, "bulb.js")
			writeAt(t, file+".new", "lamp", past)
			if err := os.Rename(file+".new", file); err != nil {
				t.Fatal(err)
			}
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := moduleDir(t)
			m, err := ReadModule(os.DirFS(dir), "lamp.js")
			if err != nil || m.CSS != "old" || len(m.Tree) != 2 {
				t.Fatalf("%v, %v", m, err)
			}
			test.edit(dir)
			if got := m.Unchanged(os.DirFS(dir)); got != test.want {
				t.Errorf("unchanged: %v", got)
			}
		})
	}
}

// A file that was young when it was read may change within the same step of the file system's
// time, so nothing tells for certain that it has not. It stays so when it has aged.
func TestYoungModule(t *testing.T) {
	dir := moduleDir(t)
	file := filepath.Join(dir, "bulb.js")
	writeAt(t, file, "bulb", time.Now().Add(time.Hour)) // so that it is young however slow the test is
	m, err := ReadModule(os.DirFS(dir), "lamp.js")
	if err != nil {
		t.Fatal(err)
	}
	if m.Unchanged(os.DirFS(dir)) {
		t.Error("a young file is held to be unchanged")
	}
	if m.young = false; !m.Unchanged(os.DirFS(dir)) {
		t.Error("nothing but its youth should tell")
	}
}

//go:embed module.go
var embedded embed.FS

// A file that is part of the program does not change. One of another kind of folder that has
// no time may.
func TestModuleOfTheProgram(t *testing.T) {
	for name, test := range map[string]struct {
		folder fs.FS
		want   bool
	}{
		"embedded": {embedded, true},
		"a map":    {fstest.MapFS{"module.go": {Data: []byte("x")}}, false},
	} {
		m, err := ReadModule(test.folder, "module.go")
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Unchanged(test.folder); got != test.want {
			t.Errorf("%s: unchanged: %v", name, got)
		}
	}
}

// The message about files that are too large says how large they may be.
func TestReadUpTo(t *testing.T) {
	files := fstest.MapFS{"a.js": {Data: make([]byte, 1<<20)}}
	if data, err := ReadUpTo(files, "a.js", 1<<20, 2<<20); err != nil || len(data) != 1<<20 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if _, err := ReadUpTo(files, "a.js", 1<<20+1, 2<<20); err == nil || !strings.Contains(err.Error(), "a.js: a module and its files have at most 2 MiB") {
		t.Errorf("%v", err)
	}
}

// What a session pays for a module that has not changed, beside reading it.
func BenchmarkModule(b *testing.B) {
	dir := moduleDir(b)
	writeAt(b, filepath.Join(dir, "bulb.js"), strings.Repeat("const answer = 42;\n", 50_000), past)
	m, err := ReadModule(os.DirFS(dir), "lamp.js")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := ReadModule(os.DirFS(dir), "lamp.js"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			if !m.Unchanged(os.DirFS(dir)) {
				b.Fatal("it has changed")
			}
		}
	})
}
