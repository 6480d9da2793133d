package bundles

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Processes that write one bundle at once leave a whole one, and nothing else.
func TestWriteAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := write(dir, "chart.0.zip", bundleOf(long)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	found, err := place{"", os.DirFS(dir), nil}.open("chart.0.zip", chartOf(""))
	if err != nil || string(found["chart.js"]) != long {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("there is %v, %v", left, err)
	}
}

// A cache keeps the bundles that were used last, and nothing that was only begun.
func TestPrune(t *testing.T) {
	dir := t.TempDir()
	age := func(name string, hours int) {
		at := time.Now().Add(time.Duration(-hours) * time.Hour)
		if err := os.Chtimes(filepath.Join(dir, name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range []string{"a.zip", "b.zip", "c.zip", "d.zip", ".begun.zip.1", ".old.zip.1"} {
		if err := Write(dir, name, bundleOf("1")); err != nil {
			t.Fatal(err)
		}
		age(name, i)
	}
	if err := os.Mkdir(filepath.Join(dir, ".making-1"), 0o755); err != nil {
		t.Fatal(err)
	}
	age(".old.zip.1", 25)
	age(".making-1", 25)
	age("a.zip", 10)
	b := newSite(t, Options{Cache: dir}, nil)
	if _, err := b.places()[0].open("a.zip", chartOf("")); err != nil {
		t.Fatal(err)
	}
	if err := prune(dir, 2); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range left {
		names = append(names, entry.Name())
	}
	if got := strings.Join(names, " "); got != ".begun.zip.1 a.zip b.zip" {
		t.Errorf("there is %s", got)
	}
}

// Whatever a file holds, it is read as a bundle or refused.
func FuzzUnpack(f *testing.F) {
	good, err := bundleOf("1").Pack()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:60])
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := unpack(data)
		if err != nil {
			return
		}
		total := 0
		for _, content := range b {
			total += len(content)
		}
		if len(b) > maxFiles || total > len(data) {
			t.Errorf("%d files, %d bytes, of %d", len(b), total, len(data))
		}
	})
}
