// Package assets serves the static files that a page needs beside its HTML: the
// browser runtime, the styles, what plugins bring, and folders of others.
//
// It owns names, hashes, encodings and HTTP caching. Every file of a Store has a
// URL with a hash of its content, so a browser may keep it for ever and an old
// page never gets a new file; those of a Folder have their own names. It must not
// know pages, sessions or plugins: it is given files, and asked for their URLs.
package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"
)

// Bounds of one store, in bytes.
const (
	maxFile  = 32 << 20
	maxTotal = 256 << 20
)

// Store is a set of files under hashed names. It is an http.Handler.
type Store struct {
	mu    sync.RWMutex
	urls  map[string]string // name → URL, relative to the mount point
	files map[string]*file  // URL → file
	total int
}

// New returns an empty store.
func New() *Store {
	return &Store{urls: map[string]string{}, files: map[string]*file{}}
}

// Add adds one file. Its URL has the hash before the extension, as in
// "runtime.1b2c3d4e5f60.js". It fails for a name that is invalid or taken, and
// if the file or the store becomes too large.
func (s *Store) Add(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("asset %q: not a name", name)
	}
	ext := path.Ext(name)
	hash := hashOf(data)
	return s.put(name, strings.TrimSuffix(name, ext)+"."+hash+ext, hash, data)
}

// AddFS adds a tree of files. They share one hash, in the folder's name, so
// that relative references between them ("./chart.js") keep working: the file
// x.js under the prefix "plugins/charts" gets the URL
// "plugins/charts.1b2c3d4e5f60/x.js". It fails as Add does.
func (s *Store) AddFS(prefix string, files fs.FS) error {
	if !fs.ValidPath(prefix) || prefix == "." {
		return fmt.Errorf("assets under %q: not a path", prefix)
	}
	content := map[string][]byte{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content[name], err = readFile(files, name)
		return err
	})
	if err != nil {
		return fmt.Errorf("assets under %s: %w", prefix, err)
	}
	hash := hashOfAll(content)
	for name, data := range content {
		if err := s.put(prefix+"/"+name, prefix+"."+hash+"/"+name, hash, data); err != nil {
			return err
		}
	}
	return nil
}

// AddAt adds a file at a URL that the caller has made: another content must have another
// URL. It fails if the URL is invalid or taken, and if the file or the store becomes too
// large.
func (s *Store) AddAt(url string, data []byte) error {
	if !fs.ValidPath(url) || url == "." {
		return fmt.Errorf("asset %q: not a path", url)
	}
	return s.put(url, url, hashOf(data), data)
}

// URL returns the address of a file, relative to the mount point of the store,
// or "" if there is no such file.
func (s *Store) URL(name string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.urls[name]
}

func (s *Store) put(name, url, hash string, data []byte) error {
	if len(data) > maxFile {
		return fmt.Errorf("asset %s: larger than %d bytes", name, maxFile)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.urls[name] != "" {
		return fmt.Errorf("asset %s: there are two of that name", name)
	}
	if s.total += len(data); s.total > maxTotal {
		return fmt.Errorf("asset %s: all assets together are larger than %d bytes", name, maxTotal)
	}
	s.urls[name] = url
	s.files[url] = newFile(name, hash, data)
	return nil
}

func (s *Store) find(url string) *file {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.files[url]
}

func readFile(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	return data, errors.Join(err, f.Close())
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}

func hashOfAll(content map[string][]byte) string {
	names := make([]string, 0, len(content))
	for name := range content {
		names = append(names, name)
	}
	sort.Strings(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%d %s %d ", len(name), name, len(content[name]))
		h.Write(content[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}
