package assets

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
)

// Bounds of a module with all that it imports. They are small, because its files are looked
// at for each session that shows it.
const (
	maxModuleFiles = 100
	maxModuleBytes = 4 << 20
)

// imported matches what a module names of other files: a relative import, or a URL relative
// to the module. It may match in a comment or a text too, which adds a file that the module
// does not need.
var imported = regexp.MustCompile(`(?:\bfrom|\bimport|\bnew\s+URL)\s*\(?\s*["'](\.{1,2}/[^"'?#\n]+)`)

// Module is a JavaScript module of an app's folder.
type Module struct {
	Tree map[string][]byte // it and the files that it needs, by name
	CSS  string            // the styles beside it: those of the file of its name that ends in .css

	size  int
	read  map[string]fs.FileInfo // the files that were looked for; nil for one that was not there
	young bool                   // whether one was written so short before that its time may not tell of an edit
}

// ReadModule reads a module, the files in its folder that it needs, and the styles beside it,
// if there are any. All that it reads is at most 4 MiB.
func ReadModule(folder fs.FS, module string) (*Module, error) {
	m := &Module{Tree: map[string][]byte{}, read: map[string]fs.FileInfo{}}
	for names := []string{module}; len(names) > 0; names = names[1:] {
		name := names[0]
		if _, known := m.read[name]; known {
			continue
		}
		data, err := m.readFile(folder, name)
		if err != nil && name != module && errors.Is(err, fs.ErrNotExist) {
			continue // the browser says so, if the module really needs it
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no %s in the app's folder: %w", name, fs.ErrNotExist)
		}
		if err != nil {
			return nil, err
		}
		if len(m.Tree) == maxModuleFiles {
			return nil, fmt.Errorf("%s imports more than %d files", module, maxModuleFiles)
		}
		m.Tree[name] = data
		names = append(names, importsOf(name, data)...)
	}
	styles, err := m.readFile(folder, StylesOf(module))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	m.CSS = string(styles)
	return m, nil
}

// importsOf returns the files that a file of a module names.
func importsOf(name string, data []byte) (names []string) {
	if ext := path.Ext(name); ext != ".js" && ext != ".mjs" {
		return nil
	}
	for _, m := range imported.FindAllSubmatch(data, -1) {
		if at := path.Join(path.Dir(name), string(m[1])); fs.ValidPath(at) {
			names = append(names, at)
		}
	}
	return names
}

// readFile reads a file of the module, and notes how it is before that.
func (m *Module) readFile(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		m.read[name] = nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	m.read[name] = info
	m.young = m.young || !isSettled(info)
	data, err := readUpTo(f, name, m.size, maxModuleBytes)
	m.size += len(data)
	return data, err
}

// Unchanged reports whether reading the module again would certainly give the same. It opens
// the files and reads none.
func (m *Module) Unchanged(folder fs.FS) bool {
	if m.young {
		return false
	}
	for name, was := range m.read {
		f, err := folder.Open(name)
		if err != nil {
			if was != nil || !errors.Is(err, fs.ErrNotExist) {
				return false
			}
			continue
		}
		now, err := f.Stat()
		if f.Close() != nil || err != nil || was == nil || !isSame(was, now) {
			return false
		}
	}
	return true
}

// isSame reports whether a file on disk is as it was, or a file in the program is the same
// one: embed.FS has one FileInfo for each.
func isSame(was, now fs.FileInfo) bool {
	if os.SameFile(was, now) {
		return was.Size() == now.Size() && was.ModTime().Equal(now.ModTime())
	}
	return was.ModTime().IsZero() && reflect.TypeOf(was).Comparable() && was == now
}

// StylesOf returns the name of the styles beside a module.
func StylesOf(module string) string { return strings.TrimSuffix(module, path.Ext(module)) + ".css" }

// ReadUpTo reads a file of several, which have at most so many bytes together. read is the
// size of those before it.
func ReadUpTo(files fs.FS, name string, read, most int) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readUpTo(f, name, read, most)
}

func readUpTo(f io.Reader, name string, read, most int) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(f, int64(most-read)+1))
	if err == nil && read+len(data) > most {
		err = fmt.Errorf("%s: a module and its files have at most %d MiB, and with this one they have more", name, most>>20)
	}
	return data, err
}
