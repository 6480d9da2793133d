//go:build unix

package regular_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/panelgo/panelgo/internal/regular"
)

// What is no regular file is an error at once, however it is reached.
func TestIrregular(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("pipe", link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{pipe, link, dir, os.DevNull, "/dev/zero"} {
		if _, err := regular.ReadFile(name, 1_000); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := os.Symlink("../elsewhere", filepath.Join(dir, "out")); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(regular.FS(root), "out"); err == nil || !strings.Contains(err.Error(), "open out: a link leads out of the folder") {
		t.Errorf("a link that leads out: %v", err)
	}
	for _, name := range []string{"pipe", "link", "../x"} {
		if _, err := fs.ReadFile(regular.FS(root), name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("%s in a folder: %v", name, err)
		}
	}
}

func TestReadFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte("content"), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := regular.ReadFile(name, 7); err != nil || string(text) != "content" {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := regular.ReadFile(name, 6); err == nil || !strings.Contains(err.Error(), "larger") {
		t.Errorf("a file that is too large: %v", err)
	}
	if _, err := regular.ReadFile(name+"s", 6); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestFS(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, fstest.MapFS{"a.txt": {Data: []byte("a")}, "b/c.txt": {Data: []byte("c")}}); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := fstest.TestFS(regular.FS(root), "a.txt", "b/c.txt"); err != nil {
		t.Error(err)
	}
}
