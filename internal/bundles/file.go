package bundles

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/panelgo/panelgo/internal/regular"
)

// Bounds of a bundle.
const (
	maxBundle = 64 << 20 // bytes
	maxFiles  = 500
)

// maxKept bounds the bundles in a cache; those that were used last stay.
const maxKept = 200

// Bundle is the files that a kind's module became, by their names. The module has its
// own name; the license texts of what is in it are there too.
type Bundle map[string][]byte

// Pack writes a bundle as a zip file. The same bundle is always the same bytes: nothing
// in it is compressed, and no time is in it.
func (b Bundle) Pack() ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range sortedNames(b) {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(b[name])
		}
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("pack a bundle: %w", err)
	}
	return out.Bytes(), nil
}

// unpack reads what Pack has written.
func unpack(data []byte) (Bundle, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(archive.File) > maxFiles {
		return nil, fmt.Errorf("more than %d files", maxFiles)
	}
	b, left := Bundle{}, uint64(len(data))
	for _, f := range archive.File {
		if f.Method != zip.Store || f.UncompressedSize64 > left {
			return nil, fmt.Errorf("%s is not stored as it is", f.Name)
		}
		left -= f.UncompressedSize64
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		content, err := io.ReadAll(r) // its checksum is compared
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		b[f.Name] = content
	}
	return b, nil
}

// check reports what keeps a bundle from being a kind's.
func (b Bundle) check(k Kind) error {
	if b[k.Module] == nil {
		return fmt.Errorf("it has no %s", k.Module)
	}
	total := 0
	for name, data := range b {
		if !fs.ValidPath(name) {
			return fmt.Errorf("%q is not the name of a file", name)
		}
		total += len(data)
	}
	if len(b) > maxFiles || total > maxBundle {
		return fmt.Errorf("it has %d files and %d bytes, and may have %d and %d", len(b), total, maxFiles, maxBundle)
	}
	return nil
}

// place is a folder in which bundles are looked for.
type place struct {
	name  string
	files fs.FS
	used  func(file string) // is told of the bundles that are used; may be nil
}

// places are the folders in which bundles are looked for, in order.
func (b *Bundles) places() (all []place) {
	if b.opts.Dir != "" {
		all = append(all, place{"--assets " + b.opts.Dir, folder(b.opts.Dir), nil})
	}
	if b.opts.Embedded != nil {
		all = append(all, place{"the program", b.opts.Embedded, nil})
	}
	if dir := b.opts.Cache; dir != "" {
		all = append(all, place{dir, folder(dir), func(file string) {
			now := time.Now()
			os.Chtimes(filepath.Join(dir, file), now, now) // only the choice of what to remove depends on it
		}})
	}
	return all
}

// folder opens the regular files of a folder.
type folder string

func (f folder) Open(name string) (fs.File, error) {
	file, err := regular.Open(filepath.Join(string(f), name))
	if err != nil {
		return nil, err
	}
	return file, nil
}

// named says where bundles are looked for.
func (b *Bundles) named() (text string) {
	for i, place := range b.places() {
		if i > 0 {
			text += ", nor in "
		}
		text += place.name
	}
	if text == "" {
		return "this program, which looks into no folder"
	}
	return text
}

// open reads a kind's bundle. The error is fs.ErrNotExist if it is not there.
func (p place) open(file string, k Kind) (Bundle, error) {
	f, err := p.files.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", file)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxBundle+1<<20))
	if err != nil {
		return nil, err
	}
	found, err := unpack(data)
	if err == nil {
		err = found.check(k)
	}
	if err != nil {
		return nil, fmt.Errorf("%s is no whole bundle: %w", file, err)
	}
	if p.used != nil {
		p.used(file)
	}
	return found, nil
}

// write writes a bundle into a folder at once, and removes the oldest there if they
// are too many. Other processes may do so too.
func write(dir, file string, b Bundle) error {
	if err := Write(dir, file, b); err != nil {
		return err
	}
	return prune(dir, maxKept)
}

// Write writes a bundle into a file of a folder, which is made if it is not there.
// Other processes see all of the file, or that of before.
func Write(dir, file string, b Bundle) error {
	data, err := b.Pack()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, "."+file+".*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails when it was renamed
	_, err = temp.Write(data)
	if err := errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), filepath.Join(dir, file))
}

// prune removes from a cache the bundles that were not used for longest, if they are more
// than keep, and what other processes have begun and left there.
func prune(dir string, keep int) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var kept []fs.FileInfo
	for _, entry := range entries {
		info, err := entry.Info()
		switch {
		case err != nil: // another process has removed it
		case strings.HasPrefix(entry.Name(), ".") && time.Since(info.ModTime()) > abandoned:
			err = os.RemoveAll(filepath.Join(dir, entry.Name()))
			if err != nil {
				return err
			}
		case filepath.Ext(entry.Name()) == ".zip" && !strings.HasPrefix(entry.Name(), "."):
			kept = append(kept, info)
		}
	}
	slices.SortFunc(kept, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	for _, info := range kept[min(keep, len(kept)):] {
		if err := os.Remove(filepath.Join(dir, info.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// abandoned is the age from which nobody works any more on what has a hidden name in a
// cache.
const abandoned = 24 * time.Hour
