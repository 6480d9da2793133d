package arch

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// machinePath finds paths of one person's machine.
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
