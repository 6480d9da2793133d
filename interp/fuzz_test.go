package interp_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// Load returns a program for any bytes, or says what is wrong, with positions that
// lie in the file. Nothing in it panics.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/programs/*.go", "testdata/bad/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds in %s: %v", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	for _, odd := range []string{"", "\x00", "package", "package main\n\xff", "package main; import \"", "package main; var x = x", "package main; type T [len(T{})]int", "package main; func F() { goto x; x: }"} {
		f.Add([]byte(odd))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := load(t, string(text), interp.Config{})
		var all interp.Diagnostics
		if err == nil || !errors.As(err, &all) {
			return
		}
		if failed, ok := errors.AsType[*interp.UncompilableError](err); ok && strings.HasPrefix(failed.Reason, "panic: ") {
			t.Error(failed.Reason)
		}
		lines := strings.Count(string(text), "\n") + 1
		for _, d := range all {
			if d.Message == "" || d.Pos.Line > lines {
				t.Errorf("%+v in a file of %d lines", d, lines)
			}
		}
		_ = all.Detail()
	})
}
