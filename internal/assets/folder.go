package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/regular"
)

// Folder serves the files of a folder on disk, which may change at any time. It
// is an http.Handler; the path of a request is that of a file in the folder.
// It does not list folders: a folder is its index.html. What its name or the
// name of a folder hides (".git/config"), and what a link leads to outside of
// the folder, is not there.
type Folder struct {
	dir     string
	packed  *Packed
	refused func(name string, why error)
	tags    tags
}

// NewFolder returns the files of a folder. Compressed files are kept in packed.
// refused is called when a file that exists is not served.
func NewFolder(dir string, packed *Packed, refused func(name string, why error)) *Folder {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs // to compare with where links lead
	}
	return &Folder{dir: dir, packed: packed, refused: refused}
}

// ServeHTTP answers with a file. Browsers may keep it, and ask each time whether
// it has changed.
func (f *Folder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	isFolder := strings.HasSuffix(r.URL.Path, "/")
	name := strings.Trim(path.Clean("/"+r.URL.Path), "/")
	if name == "" {
		name = "."
	}
	file, info, err := f.open(name)
	if err == nil && info.IsDir() {
		file.Close()
		name = path.Join(name, "index.html")
		file, info, err = f.open(name)
		if err == nil && !isFolder {
			file.Close()
			leadTo(w, r, "./"+url.PathEscape(path.Base(r.URL.Path))+"/")
			return
		}
		isFolder = false
	}
	if err != nil {
		f.notFound(w, name, err)
		return
	}
	defer file.Close()
	if isFolder || info.IsDir() {
		f.notFound(w, name, fs.ErrNotExist)
		return
	}
	f.send(w, r, name, file, info)
}

// leadTo redirects to a path relative to that of the request, which holds whatever
// stands in front of both.
func leadTo(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusFound)
}

func (f *Folder) notFound(w http.ResponseWriter, name string, why error) {
	if _, err := os.Lstat(filepath.Join(f.dir, filepath.FromSlash(name))); err == nil && !errors.Is(why, fs.ErrNotExist) {
		f.refused(name, why)
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, "there is no such file here", http.StatusNotFound)
}

var errHidden = errors.New("names that begin with a dot are not served")

// open opens a regular file or a folder.
func (f *Folder) open(name string) (*os.File, fs.FileInfo, error) {
	if name != "." && strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		return nil, nil, errHidden
	}
	root, err := os.OpenRoot(f.dir) // anew each time: another folder may have its name now
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	files := regular.FS(root)
	found, err := files.Open(name)
	if err != nil {
		// A link by an absolute path may lead to a place in the folder too.
		if inside, ok := f.inside(name); ok {
			found, err = files.Open(inside)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	file, ok := found.(*os.File)
	if !ok {
		found.Close()
		return nil, nil, fmt.Errorf("open %s: %w", name, fs.ErrInvalid)
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
	}
	return file, info, err
}

// inside returns what a name stands for when all links are followed, if it is in the
// folder.
func (f *Folder) inside(name string) (string, bool) {
	dir, err := filepath.EvalSymlinks(f.dir)
	if err != nil {
		return "", false
	}
	real, err := filepath.EvalSymlinks(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(dir, real)
	return filepath.ToSlash(rel), err == nil && filepath.IsLocal(rel)
}

// send answers with an open file: compressed, or as it is where a part of it is asked
// for, or where that would not be smaller.
func (f *Folder) send(w http.ResponseWriter, r *http.Request, name string, file *os.File, info fs.FileInfo) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	kind := contentType(name)
	tag, err := f.tags.of(name, file, info)
	if err != nil {
		http.Error(w, "the file cannot be read", http.StatusInternalServerError)
		return
	}
	if compressible(kind) {
		h.Set("Vary", "Accept-Encoding")
	}
	if coding := f.coding(r, kind, info.Size()); coding != "" {
		key := packedKey{filepath.Join(f.dir, name), coding}
		body := f.packed.get(key, tag, info.Size(), func() ([]byte, error) {
			return io.ReadAll(io.LimitReader(file, info.Size()))
		})
		if body != nil {
			answer(w, r, content{kind, tag, coding, body})
			return
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			http.Error(w, "the file cannot be read", http.StatusInternalServerError)
			return
		}
	}
	if tag != "" {
		h.Set("ETag", `"`+tag+`"`)
	}
	if kind != unknownType { // else net/http looks at the content
		h.Set("Content-Type", kind)
	}
	changed := info.ModTime()
	if !isSettled(info) {
		changed = time.Time{} // no Last-Modified, which has whole seconds
	}
	http.ServeContent(w, r, name, changed, file)
}

// settled is the age from which the time of a file tells it from what is written into it
// later: file systems count time in steps of up to 2 s.
const settled = 3 * time.Second

func isSettled(info fs.FileInfo) bool { return time.Since(info.ModTime()) > settled }

// tags remember what is in files, by their names, while their times and sizes stay.
type tags struct {
	mu sync.Mutex
	by map[string]tagged
}

type tagged struct{ stamp, tag string }

// maxTags bounds the tags of one folder.
const maxTags = 10_000

// of returns what differs when a file does: a hash of its content, or for a big file its
// time and size. It returns "" for a big file that was written just now.
func (t *tags) of(name string, file *os.File, info fs.FileInfo) (string, error) {
	now := tagged{stamp: fmt.Sprintf("%x-%x", info.ModTime().UnixNano(), info.Size())}
	certain := isSettled(info)
	switch {
	case info.Size() > maxPacked && certain:
		return now.stamp, nil
	case info.Size() > maxPacked:
		return "", nil
	}
	t.mu.Lock()
	known := t.by[name]
	t.mu.Unlock()
	if certain && known.stamp == now.stamp {
		return known.tag, nil
	}

	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(file, info.Size())); err != nil {
		return "", err
	}
	now.tag = hex.EncodeToString(h.Sum(nil)[:12])
	if certain {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.by == nil || len(t.by) >= maxTags {
			t.by = map[string]tagged{}
		}
		t.by[name] = now
	}
	_, err := file.Seek(0, io.SeekStart)
	return now.tag, err
}

// coding returns the encoding in which to send a file, "" for as it is.
func (f *Folder) coding(r *http.Request, kind string, size int64) string {
	if !compressible(kind) || size < onePacket || size > maxPacked || r.Header.Get("Range") != "" {
		return ""
	}
	accept := r.Header.Get("Accept-Encoding")
	for _, coding := range [...]string{"br", "gzip"} {
		if Accepts(accept, coding) {
			return coding
		}
	}
	return ""
}
