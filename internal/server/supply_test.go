package server

import (
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/internal/document"
)

// watched is a folder that counts the reads of its files.
type watched struct {
	fs.FS
	reads int
}

type watchedFile struct {
	fs.File
	folder *watched
}

func (w *watched) Open(name string) (fs.File, error) {
	f, err := w.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return watchedFile{f, w}, nil
}

func (f watchedFile) Read(p []byte) (int, error) {
	f.folder.reads++
	return f.File.Read(p)
}

// served returns the file at the address of a module, as a browser gets it.
func served(s *Server, a document.Asset) string {
	w := httptest.NewRecorder()
	s.files.ServeHTTP(w, httptest.NewRequest("GET", "/"+strings.TrimPrefix(a.Module, "./"), nil))
	return w.Body.String()
}

// past is a time that tells of every edit after it.
var past = time.Now().Add(-time.Hour)

// writeAt writes a file as if that was at a time.
func writeAt(t *testing.T, file, text string, at time.Time) {
	t.Helper()
	write(t, file, text)
	if err := os.Chtimes(file, at, at); err != nil {
		t.Fatal(err)
	}
}

// The module of an app is read once for all sessions that show it, until a file of it is
// another.
func TestModuleIsReadOnce(t *testing.T) {
	dir := t.TempDir()
	writeAt(t, filepath.Join(dir, "lamp.js"), "one", past)
	writeAt(t, filepath.Join(dir, "lamp.css"), "css", past)
	s := newServer(t)
	folder := &watched{FS: os.DirFS(dir)}
	supply := func() document.Asset {
		return s.kinds.supply("app", document.Kind{Name: "custom-lamp", Module: "lamp.js"}, folder)
	}
	first := supply()
	if served(s, first) != "one" || first.CSS != "css" || folder.reads == 0 {
		t.Fatalf("%v %q after %d reads", first, served(s, first), folder.reads)
	}
	reads := folder.reads
	for range 10 {
		if again := supply(); again != first || folder.reads != reads {
			t.Fatalf("%v after %d reads more", again, folder.reads-reads)
		}
	}
	writeAt(t, filepath.Join(dir, "lamp.js"), "two", past.Add(2))
	if a := supply(); served(s, a) != "two" || a == first {
		t.Errorf("after an edit: %v %q", a, served(s, a))
	}
	if err := os.Remove(filepath.Join(dir, "lamp.js")); err != nil {
		t.Fatal(err)
	}
	if a := supply(); !strings.Contains(served(s, a), "there is no lamp.js") {
		t.Errorf("without the file: %q", served(s, a))
	}
	writeAt(t, filepath.Join(dir, "lamp.js"), "one", past.Add(3))
	if a := supply(); a != first || served(s, a) != "one" {
		t.Errorf("when it is back: %v %q", a, served(s, a))
	}
}

// An edit that leaves a file's size and time, for it came within one step of the file
// system's time, is served.
func TestModuleEditedAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "lamp.js")
	s := newServer(t)
	at := time.Now().Add(time.Hour) // so that the file is young however slow the test is
	for _, text := range []string{"one", "two"} {
		writeAt(t, file, text, at)
		a := s.kinds.supply("app", document.Kind{Name: "custom-lamp", Module: "lamp.js"}, os.DirFS(filepath.Dir(file)))
		if got := served(s, a); got != text {
			t.Errorf("%q is served, want %q", got, text)
		}
	}
}

// When there is no place left for files, a component with a module that is not served yet
// says so, and those that are served stay.
func TestNoPlaceForModules(t *testing.T) {
	dir := t.TempDir()
	writeAt(t, filepath.Join(dir, "lamp.js"), "one", past)
	writeAt(t, filepath.Join(dir, "late.js"), "late", past)
	s := newServer(t)
	supply := func(module string) document.Asset {
		name := "custom-" + strings.TrimSuffix(module, path.Ext(module))
		return s.kinds.supply("app", document.Kind{Name: name, Module: module}, os.DirFS(dir))
	}
	first := supply("lamp.js")
	block := make([]byte, 32<<20)
	for i, size := 0, len(block); size > 0; i++ {
		if err := s.files.Add(fmt.Sprint("block", i), block[:size]); err != nil {
			size /= 2
		}
	}
	for _, module := range []string{"late.js", "gone.js"} {
		if got := served(s, supply(module)); !strings.HasPrefix(got, "throw new Error(") || !strings.Contains(got, "no place for its files") {
			t.Errorf("%s: %q", module, got)
		}
	}
	if again := supply("lamp.js"); again != first || served(s, again) != "one" {
		t.Errorf("%v %q", again, served(s, again))
	}
}
