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
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Bounds of one store; of files in bytes.
const (
	maxFile  = 32 << 20
	maxTotal = 256 << 20
	maxTrees = 16 // earlier trees of one prefix
)

// Store is a set of files under hashed names. It is an http.Handler.
type Store struct {
	mu    sync.RWMutex
	urls  map[string]string   // name → URL, relative to the mount point
	files map[string]*file    // URL → file
	trees map[string][]string // prefix → the URLs of its trees, the newest last
	total int
}

// New returns an empty store.
func New() *Store {
	return &Store{urls: map[string]string{}, files: map[string]*file{}, trees: map[string][]string{}}
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

// AddTree adds files that find each other by relative names ("./chart.js"), and returns
// the URL of their folder, which has one hash of all of them: the file x.js under the prefix
// "kinds/chart" is at "kinds/chart.1b2c3d4e5f60/x.js". A tree that is there already is not
// added again. Other files under the same prefix take the place of those before, of which
// the last maxTrees stay for pages that have their URLs. It fails as Add does.
func (s *Store) AddTree(prefix string, tree map[string][]byte) (url string, err error) {
	if !fs.ValidPath(prefix) || prefix == "." {
		return "", fmt.Errorf("assets under %q: not a path", prefix)
	}
	hash := hashOfAll(tree)
	url = prefix + "." + hash
	size := 0
	for name, data := range tree {
		if !fs.ValidPath(name) || name == "." {
			return "", fmt.Errorf("asset %q under %s: not a name", name, prefix)
		}
		if len(data) > maxFile {
			return "", fmt.Errorf("asset %s/%s: larger than %d bytes", prefix, name, maxFile)
		}
		size += len(data)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.Contains(s.trees[prefix], url) {
		return url, nil
	}
	for len(s.trees[prefix]) > maxTrees {
		s.dropTree(prefix)
	}
	if s.total += size; s.total > maxTotal {
		s.total -= size
		return "", fmt.Errorf("assets under %s: all assets together are larger than %d bytes", prefix, maxTotal)
	}
	s.trees[prefix] = append(s.trees[prefix], url)
	for name, data := range tree {
		s.files[url+"/"+name] = newFile(name, hash, data)
	}
	return url, nil
}

// dropTree removes the oldest tree of a prefix. The caller holds s.mu.
func (s *Store) dropTree(prefix string) {
	url := s.trees[prefix][0] + "/"
	s.trees[prefix] = s.trees[prefix][1:]
	for at, f := range s.files {
		if strings.HasPrefix(at, url) {
			s.total -= len(f.identity)
			delete(s.files, at)
		}
	}
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

// Size returns how many bytes the files have before they are compressed, and how many
// they may have.
func (s *Store) Size() (size, max int64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return int64(s.total), maxTotal
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
