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

// What is outside of a folder is refused in a sentence that names it.
func TestOutside(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, fstest.MapFS{"file": {}, "in/file": {}}); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"out": "../file", "folder": "..", "absolute": filepath.Join(dir, "in", "file"), "inside": "file"} {
		if err := os.Symlink(to, filepath.Join(dir, "in", name)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	const link = ": a link leads out of the folder, or is absolute: put the file itself into the folder"
	for name, want := range map[string]string{
		"out": "open out" + link, "folder/file": "open folder/file" + link, "absolute": "open absolute" + link,
		"../file": "open ../file: the name leads out of the folder: put the file into the folder",
		"/file":   "open /file: the name leads out of the folder: put the file into the folder",
		"":        "open : invalid argument",
	} {
		if _, err := fs.ReadFile(regular.FS(root), name); !errors.Is(err, fs.ErrInvalid) || err.Error() != want {
			t.Errorf("%q: %v, want %s", name, err, want)
		}
	}
	if _, err := fs.ReadFile(regular.FS(root), "inside"); err != nil {
		t.Error(err)
	}
}

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
