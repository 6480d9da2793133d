package watch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"

	"github.com/panelgo/panelgo/internal/regular"
)

// maxHashed is the size in bytes up to which contents are compared. A larger
// file has changed if its size or time has.
const maxHashed = 64 << 20

// seen is a file as it was at one look.
type seen struct {
	info  fs.FileInfo
	sum   string // hash of the content, or why it could not be read
	marks string // as of entry
}

// read reads the files of a target and lists those that differ from before. It
// reads a file if it is named by an event, if its size or time differ, or if
// all is set.
func (t *target) read(named map[string]bool, all bool) (now map[string]seen, differs []string) {
	now = make(map[string]seen, len(t.found.files))
	for path, e := range t.found.files {
		was, known := t.seen[path]
		if known && !all && !anyOf(e.names, named) && looksSame(was.info, e.info) && was.marks == e.marks {
			now[path] = was
			continue
		}
		is := seen{e.info, sum(path, e.info), e.marks}
		now[path] = is
		if !known || was.sum != is.sum || was.marks != is.marks {
			differs = append(differs, path)
		}
	}
	for path := range t.seen {
		if _, ok := now[path]; !ok {
			differs = append(differs, path)
		}
	}
	return now, differs
}

func anyOf(names []string, in map[string]bool) bool {
	for _, n := range names {
		if in[n] {
			return true
		}
	}
	return false
}

func looksSame(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && a.Mode() == b.Mode() && os.SameFile(a, b)
}

// sum is a hash of a file's content.
func sum(path string, info fs.FileInfo) string {
	if info == nil {
		return "nothing"
	}
	if !info.Mode().IsRegular() {
		return "no file: " + info.Mode().String() // reading a pipe could block
	}
	if info.Size() > maxHashed {
		return fmt.Sprint("big: ", info.Size(), info.ModTime().UnixNano())
	}
	f, err := regular.Open(path)
	if err != nil {
		return "unread: " + err.Error()
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(f, maxHashed+1)); err != nil {
		return "unread: " + err.Error()
	}
	return string(h.Sum(nil))
}

// explain adds to an error how to raise the limit of the system that caused
// it.
func explain(err error) error {
	if runtime.GOOS != "linux" {
		return err
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("all of this user's file watches are taken; more are had with "+
			"\"sudo sysctl fs.inotify.max_user_watches=524288\": %w", err)
	case errors.Is(err, syscall.EMFILE):
		return fmt.Errorf("too many programs of this user watch files, or this one has too many open; more are had with "+
			"\"sudo sysctl fs.inotify.max_user_instances=512\" or \"ulimit -n 8192\": %w", err)
	}
	return err
}
