package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// The tables name all methods that their packages call now: a script's type would
// lack one that is missing. They name what takes a size now, for a bound. Run go generate in the folder of a table that differs.
func TestCalledIsCurrent(t *testing.T) {
	for _, source := range []string{"../generate.go", "../../../plugins/charts/plugin.go"} {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for line := range strings.Lines(string(text)) {
			words := strings.Fields(line)
			if len(words) == 0 || words[0] != "//go:generate" {
				continue
			}
			found = true
			option := func(name string) string {
				if i := slices.Index(words, name); i >= 0 {
					return words[i+1]
				}
				return ""
			}
			table := filepath.Join(filepath.Dir(source), option("-o"))
			var paths []string
			for i, word := range words[4:] {
				if word[0] != '-' && words[3+i][0] != '-' {
					paths = append(paths, word)
				}
			}
			t.Run(filepath.Base(table), func(t *testing.T) {
				names, _, err := calledMethods(paths, list(option("-callers")))
				if err != nil {
					t.Fatal(err)
				}
				written, err := os.ReadFile(table)
				if err != nil {
					t.Fatal(err)
				}
				pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedExportFile}, paths...)
				if err != nil {
					t.Fatal(err)
				}
				if sized := sizedNames(pkgs); len(sized) == 0 || !strings.Contains(string(written), "`\n"+filled(sized)+"\n`") {
					t.Errorf("%s does not list these %d names that take sizes: %v", table, len(sized), sized)
				}
				if len(names) < 50 || !strings.Contains(string(written), "`\n"+filled(names)+"\n`") {
					t.Errorf("%s does not have these %d names: %v", table, len(names), names)
				}
			})
		}
		if !found {
			t.Errorf("%s generates nothing", source)
		}
	}
}

// A package from which methods are called by name, at whatever distance, is found;
// one that only has a field or a method called Method is not.
func TestByName(t *testing.T) {
	names, byName, err := calledMethods([]string{"fmt", "net/http", "text/template", "html/template"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"fmt": false, "net/http": false, "text/template": true, "html/template": true} {
		if byName[path] != want {
			t.Errorf("%s by name: %v", path, byName[path])
		}
	}
	for _, name := range []string{"Error", "String", "Format", "ServeHTTP", "FlushError"} {
		if !slices.Contains(names, name) {
			t.Errorf("%s is not called", name)
		}
	}
	if _, _, err := calledMethods([]string{"fmt"}, []string{"text/template"}); err == nil {
		t.Error("what gets values from a package may call methods by name")
	}
}
