package watch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/panelgo/panelgo/internal/waitfor"
)

func TestMain(m *testing.M) { waitfor.Main(m) }

// never is a delay longer than any test.
const never = time.Hour

// disk is a folder of files in a test, with a watcher on it.
type disk struct {
	t    testing.TB
	root string
	w    *Watcher
	late []error // what a deaf watcher has told
	ends int
}

// newDisk makes a folder with the files of a listing, "name=content name=…".
func newDisk(t testing.TB, listing string) *disk {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := &disk{t: t, root: root}
	for _, one := range strings.Fields(listing) {
		name, content, _ := strings.Cut(one, "=")
		d.write(name, content)
	}
	return d
}

// watch starts a watcher that never sweeps, so it depends on events alone.
func (d *disk) watch(names ...string) *disk {
	d.t.Helper()
	d.start(defaultDelay, never)
	d.set("app", names...)
	return d
}

func (d *disk) start(delay, sweep time.Duration) {
	d.t.Helper()
	notify, err := fsnotify.NewWatcher()
	d.must(err)
	w := startOn(notify, delay, sweep, func(why error) { d.t.Error(why) })
	d.w = w
	d.t.Cleanup(func() {
		if err := w.Close(); err != nil {
			d.t.Error(err)
		}
	})
}

func (d *disk) set(owner string, names ...string) {
	d.t.Helper()
	paths := make([]string, len(names))
	for i, n := range names {
		paths[i] = d.path(n)
	}
	d.must(d.w.Set(owner, paths, nil))
}

// expect checks that the names of a listing are reported as changed, and no
// other.
func (d *disk) expect(listing string) {
	d.t.Helper()
	if got := sortedNames(d.told(listing)); got != listing {
		d.t.Errorf("told as changed: %q, want %q", got, listing)
	}
}

// told waits until each name of a listing is reported as changed, and then
// for the change of a last file, which comes after all others. It returns
// every name that was reported.
func (d *disk) told(listing string) map[string]bool {
	d.t.Helper()
	told := map[string]bool{}
	for _, name := range strings.Fields(listing) {
		for !told[name] {
			for _, f := range d.next().Files {
				told[d.name(f)] = true
			}
		}
	}
	d.ends++
	end := filepath.Join(d.t.TempDir(), "end")
	d.must(d.w.Set("end", []string{end}, nil))
	d.must(os.WriteFile(end, []byte{byte(d.ends)}, 0o600))
	for ended := false; !ended; {
		for _, f := range d.next().Files {
			ended = ended || f == end
			if f != end {
				told[d.name(f)] = true
			}
		}
	}
	return told
}

func (d *disk) next() Change {
	d.t.Helper()
	return waitfor.Value(d.t, "a change", d.w.Changes())
}

// atOnce holds the watcher while do changes files, so the watcher sees only
// the result.
func (d *disk) atOnce(do func()) {
	d.w.mu.Lock()
	defer d.w.mu.Unlock()
	do()
}

func sortedNames(set map[string]bool) string {
	p := pending{}
	for n := range set {
		p.add(n, nil)
	}
	return strings.Join(p.change().Files, " ")
}

func (d *disk) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(d.root, filepath.FromSlash(name))
}

func (d *disk) name(path string) string {
	rel, err := filepath.Rel(d.root, path)
	d.must(err)
	return filepath.ToSlash(rel)
}

func (d *disk) write(name, content string) {
	d.t.Helper()
	d.mkdir(filepath.Dir(d.path(name)))
	d.must(os.WriteFile(d.path(name), []byte(content), 0o600))
}

func (d *disk) mkdir(name string)        { d.t.Helper(); d.must(os.MkdirAll(d.path(name), 0o700)) }
func (d *disk) remove(name string)       { d.t.Helper(); d.must(os.RemoveAll(d.path(name))) }
func (d *disk) rename(from, to string)   { d.t.Helper(); d.must(os.Rename(d.path(from), d.path(to))) }
func (d *disk) link(target, name string) { d.t.Helper(); d.must(os.Symlink(target, d.path(name))) }

func (d *disk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}
