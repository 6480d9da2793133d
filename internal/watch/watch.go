// Package watch reports which files changed on disk, and whose they are.
//
// An owner (an app) names the files and folders it was made from; a Change
// names the owners whose files have other contents than before, or, where the
// owner says so, differ in anything that the file system tells. Events of the
// file system are only hints where to look: what counts is the difference
// between the disk and the last look. So it does not matter how an editor
// saves a file, and a write that changes nothing is no change of contents.
//
// The package owns the watches of the file system and two goroutines. It must
// not know what the files are for: apps, programs and sessions.
package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// defaultDelay is how long it must be quiet before a Change is reported,
	// so that a series of writes is one Change.
	defaultDelay = 50 * time.Millisecond

	// maxDelay bounds the wait for quiet: a file that is written all the time
	// must not hide changes of others.
	maxDelay = 500 * time.Millisecond

	// sweepEvery is how often everything is looked at without an event: some
	// file systems (network, containers) send none, and none reports that a
	// folder further up was renamed.
	sweepEvery = 2 * time.Second

	// maxNamed bounds the paths remembered of one series of events. After more
	// events everything is read again, as after an overflow.
	maxNamed = 1_000
)

// Change is what changed since the last Change. Owners and Files are sorted.
type Change struct {
	Owners []string // whose files changed
	Files  []string // absolute paths, which begin as the owner named them
}

// Watcher watches the files of its owners. Its methods may be called from any
// goroutine.
type Watcher struct {
	delay   time.Duration
	sweep   time.Duration
	notify  *fsnotify.Watcher         // nil when the system has none left
	add     func(folder string) error // notify.Add, except in tests
	late    func(why error)           // calls what New was given, once
	changes chan Change
	done    chan struct{}
	close   sync.Once
	running sync.WaitGroup

	lost chan struct{} // holds one after events were lost

	mu      sync.Mutex
	closed  bool
	targets map[aim]*target
	watched map[string]fs.FileInfo // folders with a watch
	names   map[string]bool        // paths whose events matter: targets and the folders above them
	folders map[string]bool        // folders in which every event matters
}

// aim is what owners watch: a path, and how much of it.
type aim struct {
	path  string
	whole bool // all that the file system tells, not the contents alone
}

// target is what owners have named.
type target struct {
	aim
	owners map[string]bool
	found  found           // by the last look
	seen   map[string]seen // contents by path, as last reported
}

// New starts a watcher. delay is how long it must be quiet before a Change is
// reported; 0 stands for 50 ms.
//
// Where the system has no watches left, everything is looked at every 2 s
// instead. late is called then, once, with an error that says how to get more;
// it must not call the watcher.
func New(delay time.Duration, late func(error)) *Watcher {
	notify, err := fsnotify.NewWatcher()
	w := startOn(notify, delay, sweepEvery, late)
	if err != nil {
		w.late(explain(err))
	}
	return w
}

// startOn starts a watcher that takes the events of notify, which may be nil,
// and closes it in the end.
func startOn(notify *fsnotify.Watcher, delay, sweep time.Duration, late func(error)) *Watcher {
	if delay <= 0 {
		delay = defaultDelay
	}
	var once sync.Once
	w := &Watcher{
		delay: delay, sweep: sweep, notify: notify, late: func(why error) { once.Do(func() { late(why) }) },
		changes: make(chan Change), done: make(chan struct{}), lost: make(chan struct{}, 1),
		targets: map[aim]*target{}, watched: map[string]fs.FileInfo{},
	}
	if notify != nil {
		w.add = notify.Add
		w.running.Go(w.readErrors)
	}
	w.running.Go(w.run)
	return w
}

// Changes returns the channel of changes. A Change that has not been received
// is merged with the next. Close closes the channel.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Close ends the watcher and waits for its goroutines.
func (w *Watcher) Close() error {
	var err error
	w.close.Do(func() {
		w.mu.Lock()
		w.closed = true
		w.mu.Unlock()
		close(w.done)
		if w.notify != nil {
			err = w.notify.Close()
		}
		w.running.Wait()
		close(w.changes)
	})
	return err
}

var errClosed = errors.New("watch: the watcher is closed")

// Set names the files and folders that an owner is made from, in place of
// those named before; without paths the owner is forgotten. A folder stands
// for all files in it and below. Paths need not exist yet.
//
// Of contents the contents count alone, without files that editors write while they
// save. Of whole all counts that programs can ask of files: names, also of folders, sizes,
// times, rights, and where links lead.
//
// A path that is watched already is compared with its last known contents. So
// an edit between reading a file and this call is not lost if the file was
// named before it was read.
//
// An error means that the watcher is closed, or that a folder holds too much:
// changes of the rest go unnoticed.
func (w *Watcher) Set(owner string, contents, whole []string) error {
	wanted := map[aim]bool{}
	for i, paths := range [2][]string{contents, whole} {
		for _, p := range paths {
			abs, err := filepath.Abs(p)
			if err != nil {
				return fmt.Errorf("watch %s: %w", p, err)
			}
			wanted[aim{abs, i == 1}] = true
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return errClosed
	}
	for at, t := range w.targets {
		if !wanted[at] {
			delete(t.owners, owner)
			if len(t.owners) == 0 {
				delete(w.targets, at)
			}
		}
	}
	var added []*target
	for at := range wanted {
		t := w.targets[at]
		if t == nil {
			t = &target{aim: at, owners: map[string]bool{}}
			w.targets[at] = t
			added = append(added, t)
		}
		t.owners[owner] = true
	}
	err := w.look(added)
	for _, t := range added {
		t.seen, _ = t.read(nil, true)
	}
	return err
}

// run turns events into looks at the disk, and looks into changes.
func (w *Watcher) run() {
	var (
		quiet     = time.NewTimer(time.Hour) // runs while an event waits for quiet
		sweep     = time.NewTicker(w.sweep)
		since     time.Time // time of the first event that waits
		named     = map[string]bool{}
		rereadAll bool
		told      = pending{}
		events    <-chan fsnotify.Event
	)
	if w.notify != nil {
		events = w.notify.Events
	}
	quiet.Stop()
	defer quiet.Stop()
	defer sweep.Stop()
	wait := func() {
		now := time.Now()
		if since.IsZero() {
			since = now
		}
		quiet.Reset(min(w.delay, max(0, maxDelay-now.Sub(since))))
	}
	for {
		select {
		case event, ok := <-events:
			if !ok {
				return
			}
			if w.matters(event.Name) {
				named[event.Name] = true
				rereadAll = rereadAll || len(named) > maxNamed
				wait()
			}
		case <-w.lost:
			rereadAll = true
			wait()
		case <-quiet.C:
			w.compare(named, rereadAll, told)
			since, rereadAll = time.Time{}, false
			clear(named)
		case <-sweep.C:
			if since.IsZero() {
				w.compare(nil, false, told)
			}
		case told.channel(w.changes) <- told.change():
			clear(told)
		case <-w.done:
			return
		}
	}
}

// readErrors runs on a goroutine of its own: fsnotify holds a lock while it
// reports some errors, and run needs that lock to add a folder.
func (w *Watcher) readErrors() {
	for range w.notify.Errors {
		select {
		case w.lost <- struct{}{}:
		default:
		}
	}
}

// compare looks at all targets and adds what differs to told.
func (w *Watcher) compare(named map[string]bool, rereadAll bool, told pending) {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := make([]*target, 0, len(w.targets))
	for _, t := range w.targets {
		all = append(all, t)
	}
	_ = w.look(all) // the next Set returns the error; the sweep goes on
	for _, t := range all {
		now, differs := t.read(named, rereadAll)
		t.seen = now
		for _, file := range differs {
			told.add(file, t.owners)
		}
	}
}

// matters reports whether an event at path calls for a look.
func (w *Watcher) matters(path string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if path == "" {
		return false
	}
	if w.names[path] {
		return true
	}
	for p := path; !isNoise(filepath.Base(p)); {
		parent := filepath.Dir(p)
		if w.folders[parent] {
			return true
		}
		if parent == p {
			return false
		}
		p = parent
	}
	return false
}

// pending is what changed and has not been received: owners by file.
type pending map[string]map[string]bool

func (p pending) add(file string, owners map[string]bool) {
	if p[file] == nil {
		p[file] = map[string]bool{}
	}
	for o := range owners {
		p[file][o] = true
	}
}

// channel returns c when there is something to send, else nil, which blocks.
func (p pending) channel(c chan<- Change) chan<- Change {
	if len(p) == 0 {
		return nil
	}
	return c
}

func (p pending) change() Change {
	var c Change
	owners := map[string]bool{}
	for file, of := range p {
		c.Files = append(c.Files, file)
		for o := range of {
			if !owners[o] {
				owners[o] = true
				c.Owners = append(c.Owners, o)
			}
		}
	}
	sort.Strings(c.Files)
	sort.Strings(c.Owners)
	return c
}
