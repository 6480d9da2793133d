// Package regular opens files that are regular files, and nothing else: opening a
// named pipe waits until something writes to it, and a device may have no end.
//
// It must not know what the files are for.
package regular

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// flags open a named pipe without waiting for its other end, and make no
// difference to a regular file.
const flags = os.O_RDONLY | syscall.O_NONBLOCK

// Open opens a file. The error is an *fs.PathError; a folder, pipe or device is one.
func Open(name string) (*os.File, error) { return checked(os.OpenFile(name, flags, 0)) }

// ReadFile reads a file of at most max bytes.
func ReadFile(name string, max int64) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, max+1))
	if err == nil && int64(len(data)) > max {
		err = fmt.Errorf("%s: larger than %d MiB", name, max>>20)
	}
	return data, err
}

// FS returns the files of a folder. Names cannot lead out of it.
func FS(root *os.Root) fs.FS { return rootFS{root} }

type rootFS struct{ root *os.Root }

// Open opens a regular file or a folder.
func (f rootFS) Open(name string) (fs.File, error) {
	if info, err := fs.Stat(f.root.FS(), name); err == nil && info.IsDir() {
		return f.root.FS().Open(name)
	}
	if !fs.ValidPath(name) {
		var why error = fs.ErrInvalid
		if name != "" && !filepath.IsLocal(name) {
			why = errOutside
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: why}
	}
	file, err := f.root.OpenFile(name, flags, 0)
	if err != nil && strings.HasSuffix(err.Error(), escapes) {
		err = &fs.PathError{Op: "open", Path: name, Err: errLink}
	}
	return checked(file, err)
}

// escapes is the text of package os for a link that leads out of a root; the error has no
// name.
const escapes = "path escapes from parent"

// checked closes what is not a regular file.
func checked(f *os.File, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: f.Name(), Err: errIrregular}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// invalid is why a file is not opened. It is an fs.ErrInvalid.
type invalid string

func (e invalid) Error() string        { return string(e) }
func (e invalid) Is(target error) bool { return target == fs.ErrInvalid }

const (
	errIrregular = invalid("no regular file, but a folder, a pipe or a device")
	errOutside   = invalid("the name leads out of the folder: put the file into the folder")
	errLink      = invalid("a link leads out of the folder, or is absolute: put the file itself into the folder")
)
