//go:build unix

package bundles

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What is not a regular file is passed over, and not waited for.
func TestFolderWithAPipe(t *testing.T) {
	k := chartOf("1")
	file, err := k.File()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: t.TempDir()}
	if err := syscall.Mkfifo(filepath.Join(o.Dir, file), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, o, nil)
	if w := s.get(t, k, "chart.js"); w.Code != 503 || !strings.Contains(s.logged(), "no regular file") {
		t.Errorf("%d, in the log: %s", w.Code, s.logged())
	}
}
