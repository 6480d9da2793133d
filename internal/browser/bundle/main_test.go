package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The files that panelgo serves are those of its modules.
func TestBundledFilesAreFresh(t *testing.T) {
	files, err := bundle("../js")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile("../dist/" + name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("dist/%s is not of these modules (%v); run: go generate ./internal/browser", name, err)
		}
	}
	made, err := os.ReadDir("../dist")
	if err != nil || len(made) != len(files) {
		t.Errorf("dist has %d files, and should have %d (%v)", len(made), len(files), err)
	}
}

func TestBundleSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	for _, name := range entries {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("let a;\nlet b = ;\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := bundle(dir); err == nil || !strings.Contains(err.Error(), "bootstrap.js:2:9: ") {
		t.Errorf("bundle: %v; want the place of the fault", err)
	}
}
