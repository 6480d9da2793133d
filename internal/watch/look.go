package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Bounds of what one path may stand for.
const (
	maxLinks   = 40     // symbolic links in one path
	maxFiles   = 10_000 // files in one folder and all below it
	maxFolders = 2_000
)

// found is what the path of a target stands for on disk.
type found struct {
	files   map[string]entry // by path, which begins as the path of the target
	names   []string         // links and missing names: when they change the path may stand for something else
	folders []string         // folders to watch, without links in their paths
	inside  []string         // those of folders in which every name matters
	err     error            // why something is missing here
}

// entry is one file. Where all counts, it may also be a folder, or nothing at all.
type entry struct {
	info  fs.FileInfo // nil for nothing
	names []string    // names that its events may have
	marks string      // what the file system tells of these names; "" where contents count alone
}

// look finds out what targets stand for and watches their folders. It looks
// again after each new watch, because what was made in a folder before it was
// watched sends no event.
func (w *Watcher) look(targets []*target) error {
	const rounds = 10 // each but the last finds a new folder
	for range rounds {
		for _, t := range targets {
			t.found = find(t.aim)
		}
		if !w.arm() {
			break
		}
	}
	var err error
	for _, t := range targets {
		if t.found.err != nil {
			err = errors.Join(err, fmt.Errorf("watch %s: %w", t.path, t.found.err))
		}
	}
	return err
}

// arm watches the folders that the targets stand for, and no others. added
// reports whether there are new ones. The next call tries again to watch a
// folder for which there was no watch left.
func (w *Watcher) arm() (added bool) {
	if w.notify == nil {
		return false
	}
	wanted := map[string]bool{}
	w.names, w.folders = map[string]bool{}, map[string]bool{}
	for _, t := range w.targets {
		for _, f := range t.found.folders {
			wanted[f] = true
			w.nameWithParents(f)
		}
		for _, f := range t.found.inside {
			w.folders[f] = true
		}
		for _, n := range t.found.names {
			w.names[n] = true
		}
		for _, e := range t.found.files {
			for _, n := range e.names {
				w.names[n] = true
			}
		}
	}
	alive := map[string]bool{}
	for _, f := range w.notify.WatchList() {
		alive[f] = true
	}
	for f := range w.watched {
		if !wanted[f] {
			w.disarm(f, alive[f])
		}
	}
	for f := range wanted {
		info, statErr := os.Lstat(f)
		if statErr != nil {
			continue // removed meanwhile; the folder above reports its return
		}
		if was, ok := w.watched[f]; ok && alive[f] && os.SameFile(was, info) {
			continue
		}
		w.disarm(f, alive[f]) // another folder has this name now
		if err := w.add(f); err != nil {
			if !isGone(err) { // else the folder above reports its return
				w.late(fmt.Errorf("watch %s: %w", f, explain(err)))
			}
			continue
		}
		w.watched[f], added = info, true
	}
	return added
}

func (w *Watcher) disarm(folder string, alive bool) {
	delete(w.watched, folder)
	if alive {
		_ = w.notify.Remove(folder) // fails if the folder was just removed
	}
}

func (w *Watcher) nameWithParents(path string) {
	for !w.names[path] {
		w.names[path] = true
		path = filepath.Dir(path)
	}
}

// isGone reports whether an error means that a path leads nowhere at present.
func isGone(err error) bool { return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) }

// find looks at a path: a file, a folder, or nothing yet.
func find(at aim) found {
	f := found{files: map[string]entry{}}
	real, names, err := trace(at.path)
	f.names = names
	for _, n := range names {
		f.folders = append(f.folders, filepath.Dir(n))
	}
	var info fs.FileInfo
	if err == nil {
		info, err = os.Lstat(real)
	} else if !isGone(err) {
		f.err = err
	}
	switch {
	case err == nil && info.IsDir():
		f.walk(at, real)
	case err == nil:
		f.files[at.path] = entry{info, names, marks(at, names)}
	}
	if at.whole {
		f.files[at.path] = entry{info, names, marks(at, names)}
	}
	return f
}

// marks returns what the file system tells of names, if that counts.
func marks(at aim, names []string) string {
	if !at.whole {
		return ""
	}
	var b strings.Builder
	for _, name := range names {
		info, err := os.Lstat(name)
		if err != nil {
			b.WriteString("nothing\x00")
			continue
		}
		link, _ := os.Readlink(name) // "" of what is none
		fmt.Fprintf(&b, "%v %d %d %s\x00", info.Mode(), info.Size(), info.ModTime().UnixNano(), link)
	}
	return b.String()
}

// walk finds everything in a folder, except noise where contents count alone. What is in
// folders that are noise is not looked at.
func (f *found) walk(root aim, real string) {
	err := filepath.WalkDir(real, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // removed or forbidden: go on with the rest
		}
		path, noise := filepath.Join(root.path, strings.TrimPrefix(at, real)), at != real && isNoise(d.Name())
		if root.whole || !noise && !d.IsDir() {
			if len(f.files) >= maxFiles {
				return fmt.Errorf("more than %d files in it: edits of the others go unnoticed", maxFiles)
			}
			f.entry(aim{path, root.whole}, at)
		}
		switch {
		case noise && d.IsDir():
			return fs.SkipDir
		case d.IsDir():
			f.folders = append(f.folders, at)
			f.inside = append(f.inside, at)
			if len(f.folders) > maxFolders {
				return fmt.Errorf("more than %d folders in it: edits in the others go unnoticed", maxFolders)
			}
		}
		return nil
	})
	if err != nil {
		f.err = err
	}
}

// entry adds one file of a folder. It follows a link to a file, but not one to
// a folder, which may lead in a circle.
func (f *found) entry(as aim, at string) {
	info, err := os.Lstat(at)
	if err != nil {
		return
	}
	names, followed := []string{at}, true
	if info.Mode()&fs.ModeSymlink != 0 {
		real, passed, err := trace(at)
		names = passed
		f.names = append(f.names, passed...)
		for _, n := range passed {
			f.folders = append(f.folders, filepath.Dir(n))
		}
		to, statErr := os.Lstat(real)
		followed = err == nil && statErr == nil && !to.IsDir()
		if followed {
			info = to
		}
	}
	if followed || as.whole {
		f.files[as.path] = entry{info, names, marks(as, names)}
	}
}

// trace follows a path from the root and through links. names are the places
// at which it may come to lead elsewhere: each link, and the end or the first
// name that is missing. They contain no links.
func trace(path string) (real string, names []string, err error) {
	root := filepath.VolumeName(path) + string(filepath.Separator)
	real = root
	rest := split(strings.TrimPrefix(path, root))
	for links := 0; len(rest) > 0; {
		next := filepath.Join(real, rest[0])
		rest = rest[1:]
		info, err := os.Lstat(next)
		if err != nil {
			return real, append(names, next), err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			real = next
			continue
		}
		names = append(names, next)
		if links++; links > maxLinks {
			return real, names, fmt.Errorf("more than %d links to follow", maxLinks)
		}
		to, err := os.Readlink(next)
		if err != nil {
			return real, names, err
		}
		if filepath.IsAbs(to) {
			real = filepath.VolumeName(to) + string(filepath.Separator)
			to = strings.TrimPrefix(to, real)
		}
		rest = append(split(to), rest...)
	}
	return real, append(names, real), nil
}

func split(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == filepath.Separator })
}

// isNoise reports whether no program is made of files with a name: hidden
// files, and files that editors write while they save.
func isNoise(name string) bool {
	if name == "" || name == "4913" || name == "node_modules" { // 4913: vim tests whether it may write
		return true
	}
	if name[0] == '.' || name[0] == '#' {
		return true
	}
	for _, end := range []string{"~", ".swp", ".swo", ".swx", ".tmp", ".temp", ".bak", ".orig", ".part", "___jb_tmp___", "___jb_old___"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}
