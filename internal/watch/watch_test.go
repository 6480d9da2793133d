package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/panelgo/panelgo/internal/waitfor"
)

// A change is reported for the right file, however it came about, and none if
// nothing changed.
func TestChanges(t *testing.T) {
	tests := []struct {
		name  string
		files string // at the start
		watch string
		do    func(d *disk)
		want  string // "" is no change
	}{
		{"written in place", "a.go=1", "a.go", func(d *disk) { d.write("a.go", "2") }, "a.go"},
		{"saved atomically", "a.go=1", "a.go", func(d *disk) {
			d.write("a.go.tmp", "2")
			d.rename("a.go.tmp", "a.go")
		}, "a.go"},
		{"saved as vim does, with a backup", "a.go=1", "a.go", func(d *disk) {
			d.write("4913", "")
			d.remove("4913")
			d.rename("a.go", "a.go~")
			d.write("a.go", "2")
			d.remove("a.go~")
		}, "a.go"},
		{"removed", "a.go=1", "a.go", func(d *disk) { d.remove("a.go") }, "a.go"},
		{"removed and made again", "a.go=1", "a.go", func(d *disk) {
			d.remove("a.go")
			d.write("a.go", "2")
		}, "a.go"},
		{"renamed away", "a.go=1", "a.go", func(d *disk) { d.rename("a.go", "b.go") }, "a.go"},
		{"another put in its place", "a.go=1 b.go=2", "a.go", func(d *disk) { d.rename("b.go", "a.go") }, "a.go"},
		{"one of several", "a.go=1 b.go=1", "a.go b.go", func(d *disk) { d.write("b.go", "2") }, "b.go"},
		{"made at last", "other=1", "a.go", func(d *disk) { d.write("a.go", "1") }, "a.go"},
		{"made at last, in folders that were missing", "other=1", "x/y/a.go", func(d *disk) { d.write("x/y/a.go", "1") }, "x/y/a.go"},
		{"its folder removed and made again", "x/a.go=1", "x/a.go", func(d *disk) {
			d.remove("x")
			d.write("x/a.go", "2")
		}, "x/a.go"},
		{"its folder renamed and another put in place", "x/a.go=1 y/a.go=2", "x/a.go", func(d *disk) {
			d.rename("x", "old")
			d.rename("y", "x")
		}, "x/a.go"},
		{"replaced by a folder", "a.go=1", "a.go", func(d *disk) {
			d.remove("a.go")
			d.write("a.go/inside", "1")
		}, "a.go a.go/inside"},

		{"a new file in a folder", "app/a.go=1", "app", func(d *disk) { d.write("app/b.go", "1") }, "app/b.go"},
		{"a file taken out of a folder", "app/a.go=1 app/b.go=1", "app", func(d *disk) { d.remove("app/b.go") }, "app/b.go"},
		{"a file far below", "app/x/y/a.go=1", "app", func(d *disk) { d.write("app/x/y/a.go", "2") }, "app/x/y/a.go"},
		{"a new folder with files in it", "app/a.go=1", "app", func(d *disk) {
			d.write("app/x/y/b.go", "1")
			d.write("app/x/c.go", "1")
		}, "app/x/c.go app/x/y/b.go"},
		{"a folder moved in", "app/a.go=1 x/y/b.go=1", "app", func(d *disk) { d.rename("x", "app/x") }, "app/x/y/b.go"},
		{"a folder renamed inside", "app/x/a.go=1", "app", func(d *disk) { d.rename("app/x", "app/y") }, "app/x/a.go app/y/a.go"},
		{"a folder made at last", "other=1", "app", func(d *disk) { d.write("app/a.go", "1") }, "app/a.go"},
		{"a folder removed", "app/x/a.go=1", "app", func(d *disk) { d.remove("app/x") }, "app/x/a.go"},

		{"same content again", "a.go=1", "a.go", func(d *disk) { d.write("a.go", "1") }, ""},
		{"same content, by way of other content", "a.go=1", "a.go", func(d *disk) {
			d.rename("a.go", "b.go")
			d.rename("b.go", "a.go")
		}, ""},
		{"only its rights", "a.go=1", "a.go", func(d *disk) { d.must(os.Chmod(d.path("a.go"), 0o640)) }, ""},
		{"only its time", "a.go=1", "a.go", func(d *disk) {
			d.must(os.Chtimes(d.path("a.go"), time.Unix(1, 0), time.Unix(1, 0)))
		}, ""},
		{"a file beside it", "a.go=1", "a.go", func(d *disk) { d.write("b.go", "1") }, ""},
		{"an empty folder", "app/a.go=1", "app", func(d *disk) { d.mkdir("app/x") }, ""},
		{"what editors leave beside a file", "app/a.go=1", "app", func(d *disk) {
			for _, name := range []string{"a.go~", ".a.go.swp", "#a.go#", ".#a.go", "4913", "a.go.bak", "a.go.tmp", ".git/HEAD", "node_modules/x/y.js"} {
				d.write("app/"+name, "1")
			}
		}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := newDisk(t, test.files).watch(strings.Fields(test.watch)...)
			d.atOnce(func() { test.do(d) })
			d.expect(test.want)
		})
	}
}

// A link stands for what it leads to, and so does a path through one.
func TestLinks(t *testing.T) {
	tests := []struct {
		name  string
		links string // at the start: "name=target name=…"
		watch string
		do    func(d *disk)
		want  string
	}{
		{"the file behind it is written", "app/a.go=../one/a.go", "app/a.go",
			func(d *disk) { d.write("one/a.go", "3") }, "app/a.go"},
		{"it is turned to another file", "app/a.go=../one/a.go", "app/a.go", func(d *disk) {
			d.link("../two/a.go", "app/new")
			d.rename("app/new", "app/a.go")
		}, "app/a.go"},
		{"to a folder on the way, turned", "app/..data=../one app/a.go=..data/a.go", "app/a.go", func(d *disk) {
			d.link("../two", "app/..new")
			d.rename("app/..new", "app/..data")
		}, "app/a.go"},
		{"through a link to a folder", "app/x=../one", "app/x/a.go",
			func(d *disk) { d.write("one/a.go", "3") }, "app/x/a.go"},
		{"inside a folder", "app/a.go=../one/a.go", "app",
			func(d *disk) { d.write("one/a.go", "3") }, "app/a.go"},
		{"that leads nowhere, until it does", "app/a.go=../three/a.go", "app",
			func(d *disk) { d.write("three/a.go", "3") }, "app/a.go"},
		{"in a circle", "app/x=y app/y=x", "app", func(d *disk) { d.write("app/b.go", "1") }, "app/b.go"},
		{"of a folder to itself", "app/x=.", "app", func(d *disk) { d.write("app/b.go", "1") }, "app/b.go"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := newDisk(t, "one/a.go=1 two/a.go=2")
			d.mkdir("app")
			for _, link := range strings.Fields(test.links) {
				name, target, _ := strings.Cut(link, "=")
				d.link(target, name)
			}
			d.watch(test.watch)
			d.atOnce(func() { test.do(d) })
			d.expect(test.want)
		})
	}
}

// A folder that came back is watched as the one before was.
func TestGoesOnAfterFolderCameBack(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "x/y/a.go=1").watch("x/y/a.go")
	cwd, err := os.Open(d.path("x/y")) // as a terminal that stands in it
	d.must(err)
	defer cwd.Close()
	for i := range 3 {
		d.remove("x")
		d.expect("x/y/a.go")
		d.write("x/y/a.go", fmt.Sprint("first", i))
		d.expect("x/y/a.go")
		d.write("x/y/a.go", fmt.Sprint("second", i))
		d.expect("x/y/a.go")
	}
}

// A folder that is replaced at once, while a process keeps the old one open,
// is watched too: no event says that another folder has the name now.
func TestGoesOnInFolderPutInPlace(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "x/y/a.go=1").watch("x/y/a.go")
	cwd, err := os.Open(d.path("x/y"))
	d.must(err)
	defer cwd.Close()
	d.remove("x/y")
	d.write("x/y/a.go", "2")
	d.expect("x/y/a.go")
	d.write("x/y/a.go", "3")
	d.expect("x/y/a.go")
}

// A file that is made between the look at a folder and its watch is not
// missed.
func TestMadeBeforeTheWatchWasThere(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "app/a.go=1")
	d.start(defaultDelay, never)
	d.w.add = func(folder string) error {
		if folder == d.path("app") {
			d.write("app/x/b.go", "1")
		}
		return d.w.notify.Add(folder)
	}
	d.set("app", "app")
	d.expect("")
	d.write("app/x/b.go", "2")
	d.expect("app/x/b.go")
}

// A change names exactly the owners that were made from a file.
func TestOwners(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "a.go=1 b.go=1 lib/c.go=1").watch()
	d.set("one", "a.go", "lib/c.go")
	d.set("two", "b.go", "lib")
	check := func(name, content, want string) {
		t.Helper()
		d.atOnce(func() { d.write(name, content) })
		if c := d.next(); strings.Join(c.Owners, " ") != want {
			t.Errorf("owners %v, want %s", c.Owners, want)
		}
	}
	check("a.go", "2", "one")
	check("lib/c.go", "2", "one two")
	d.set("one", "a.go")
	check("lib/c.go", "3", "two")
	d.set("two")
	d.write("lib/c.go", "4")
	d.write("b.go", "4")
	d.expect("")
}

// An owner reads its files and then says which they were. A write in between
// is reported.
func TestEditBetweenReadingAndSet(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "a.go=1 b.go=1").watch("a.go")
	d.write("a.go", "2")
	d.set("app", "a.go", "b.go")
	d.expect("a.go")
}

// Writes in quick succession are one change, reported when they are over.
func TestSeriesOfWritesIsOneChange(t *testing.T) {
	t.Parallel()
	deaf(t, nil, func(d *disk) {
		d.write("b.go", "0")
		d.set("app", "a.go", "b.go")
		for i := range 5 {
			d.write("a.go", fmt.Sprint("a", i))
			d.event("a.go")
			d.write("b.go", fmt.Sprint("b", i))
			d.event("b.go")
			time.Sleep(defaultDelay - time.Millisecond)
			d.silent()
		}
		if c := d.next(); len(c.Files) != 2 {
			t.Errorf("first change: %v, want both files", c.Files)
		}
		time.Sleep(never)
		d.silent()
	})
}

// A change is reported even if the writes never stop.
func TestWritesWithoutEnd(t *testing.T) {
	t.Parallel()
	deaf(t, nil, func(d *disk) {
		d.set("app", "a.go")
		for i := range 3 {
			for since := time.Now(); time.Since(since) < maxDelay; time.Sleep(defaultDelay / 2) {
				d.silent()
				d.write("a.go", fmt.Sprint(i, time.Since(since)))
				d.event("a.go")
			}
			d.next()
		}
	})
}

// Changes not yet received are merged.
func TestUntakenChangesAreJoined(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "a.go=0 b.go=0").watch("a.go", "b.go")
	d.write("a.go", "1")
	d.awaitSeen("a.go")
	d.write("b.go", "1")
	d.awaitSeen("b.go")
	if c := d.next(); len(c.Files) != 2 {
		t.Errorf("change: %v, want both files", c.Files)
	}
}

// awaitSeen waits until the watcher has looked at a file's present content.
func (d *disk) awaitSeen(name string) {
	d.t.Helper()
	path := d.path(name)
	info, err := os.Stat(path)
	d.must(err)
	want := sum(path, info)
	waitfor.True(d.t, "a look at "+name, func() bool {
		d.w.mu.Lock()
		defer d.w.mu.Unlock()
		return d.w.targets[aim{path: path}].seen[path].sum == want
	})
}

// deaf runs a test on a clock of its own, with a file a.go and a watcher that
// gets no events but those that the test sends. Watching a folder returns
// addErr.
func deaf(t *testing.T, addErr error, test func(d *disk)) {
	t.Helper()
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		own := *notify
		own.Events, own.Errors = make(chan fsnotify.Event), make(chan error)
		d := newDisk(t, "a.go=1")
		d.w = startOn(&own, defaultDelay, sweepEvery, func(why error) { d.late = append(d.late, why) })
		d.w.add = func(string) error { return addErr }
		defer func() {
			close(own.Errors)
			d.must(d.w.Close())
		}()
		test(d)
	})
}

// event tells a deaf watcher that a file was written.
func (d *disk) event(name string) {
	d.w.notify.Events <- fsnotify.Event{Name: d.path(name), Op: fsnotify.Write}
}

// silent checks that a deaf watcher reports no change.
func (d *disk) silent() {
	d.t.Helper()
	synctest.Wait()
	select {
	case c := <-d.w.Changes():
		d.t.Errorf("told as changed: %v, want nothing", c.Files)
	default:
	}
}

// When events were lost every file is read, also those that look the same.
func TestOverflow(t *testing.T) {
	t.Parallel()
	deaf(t, nil, func(d *disk) {
		then := time.Unix(1_000_000, 0)
		d.must(os.Chtimes(d.path("a.go"), then, then))
		d.set("app", "a.go")
		d.write("a.go", "2")
		d.must(os.Chtimes(d.path("a.go"), then, then))
		time.Sleep(sweepEvery)
		d.silent()
		d.w.notify.Errors <- fsnotify.ErrEventOverflow
		if c := d.next(); len(c.Files) != 1 {
			t.Errorf("change: %v", c)
		}
	})
}

// Some file systems send no events; edits are noticed there too.
func TestSweep(t *testing.T) {
	t.Parallel()
	deaf(t, nil, func(d *disk) {
		d.set("app", "a.go")
		for i := range 3 {
			d.write("a.go", strings.Repeat("x", i+5))
			d.silent()
			time.Sleep(sweepEvery)
			if c := d.next(); len(c.Files) != 1 {
				t.Errorf("change: %v", c)
			}
		}
	})
}

// The rename of a folder further up sends no event; the sweep finds it.
func TestSweepFindsFolderRenamedFurtherUp(t *testing.T) {
	t.Parallel()
	deaf(t, nil, func(d *disk) {
		d.write("x/y/z/a.go", "1")
		d.set("app", "x/y/z/a.go")
		d.rename("x", "w")
		d.next()
		d.write("x/y/z/a.go", "2")
		if c := d.next(); len(c.Files) != 1 {
			t.Errorf("change: %v", c)
		}
	})
}

// Where the system has no watches left, sweeps find edits. That is told once,
// with the setting to raise.
func TestNoWatchesLeft(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  error
		want string
	}{
		{syscall.ENOSPC, "fs.inotify.max_user_watches"},
		{syscall.EMFILE, "fs.inotify.max_user_instances"},
	} {
		deaf(t, test.err, func(d *disk) {
			d.set("app", "a.go")
			d.set("other", "x/b.go")
			for i := range 3 {
				d.write("a.go", strings.Repeat("x", i+5))
				d.write("x/b.go", strings.Repeat("x", i+5))
				if c := d.next(); len(c.Files) != 2 || len(c.Owners) != 2 {
					t.Errorf("change: %v", c)
				}
			}
			if len(d.late) != 1 || !strings.Contains(d.late[0].Error(), test.want) || !strings.Contains(d.late[0].Error(), d.root) {
				t.Errorf("told %v, want one error that names a folder and %s", d.late, test.want)
			}
		})
	}
}

// A folder that goes away while it is looked at is no want of watches.
func TestFolderGoneBeforeTheWatch(t *testing.T) {
	t.Parallel()
	deaf(t, syscall.ENOENT, func(d *disk) {
		d.set("app", "a.go")
		d.write("a.go", "22")
		d.next()
		if len(d.late) != 0 {
			t.Errorf("told %v", d.late)
		}
	})
}

// Where not even a watcher can be made, sweeps find edits too.
func TestNoInstanceLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDisk(t, "a.go=1")
		d.w = startOn(nil, defaultDelay, sweepEvery, func(why error) { t.Error(why) })
		d.set("app", "a.go", "later/b.go")
		for i := range 3 {
			d.write("a.go", strings.Repeat("x", i+5))
			d.write("later/b.go", strings.Repeat("x", i+5))
			if c := d.next(); len(c.Files) != 2 {
				t.Errorf("change: %v", c)
			}
		}
		d.set("app")
		d.must(d.w.Close())
	})
}

// Set returns an error for a folder with more than maxFolders folders in it.
func TestFolderTooBig(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "")
	for i := range maxFolders + 1 {
		d.mkdir(fmt.Sprint("big/", i))
	}
	d.start(defaultDelay, never)
	err := d.w.Set("app", []string{d.path("big")}, nil)
	if err == nil || !strings.Contains(err.Error(), d.path("big")) || !strings.Contains(err.Error(), "more than 2000 folders") {
		t.Errorf("error: %v", err)
	}
	if n := len(d.w.notify.WatchList()); n > maxFolders+2 {
		t.Errorf("%d folders are watched", n)
	}
}

// A pipe in a folder is not read: that could wait for ever.
func TestPipe(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "app/a.go=1")
	d.must(syscall.Mkfifo(d.path("app/pipe"), 0o600))
	d.watch("app")
	d.write("app/a.go", "2")
	d.expect("app/a.go")
}

// Folders that no owner needs are no longer watched.
func TestWatchesAreReleased(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "x/a.go=1 y/a.go=1 y/z/b.go=1").watch("x/a.go", "y")
	d.set("other", "x/a.go")
	d.set("app")
	if got := d.w.notify.WatchList(); len(got) != 1 || got[0] != d.path("x") {
		t.Errorf("watched: %v, want x alone", got)
	}
	d.set("other")
	if got := d.w.notify.WatchList(); len(got) != 0 {
		t.Errorf("watched: %v, want none", got)
	}
}

func TestClose(t *testing.T) {
	t.Parallel()
	d := newDisk(t, "a.go=1").watch("a.go")
	d.write("a.go", "2") // nobody receives it
	for range 2 {
		d.must(d.w.Close())
	}
	for range d.w.Changes() {
		t.Error("a change after Close")
	}
	if err := d.w.Set("app", []string{filepath.Join(d.root, "a.go")}, nil); err == nil {
		t.Error("Set works on a closed watcher")
	}
}
