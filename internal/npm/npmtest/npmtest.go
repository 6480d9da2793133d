// Package npmtest is a registry of npm packages inside a test, so that no test needs the
// internet.
//
// It owns how a registry answers. It must not know who asks.
package npmtest

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/internal/npm"
)

// Package is a package that a Registry has.
type Package struct {
	Name, Version string
	Files         map[string]string // by their names below the package's folder
	Raw           []byte            // the tarball, in place of one of Files
}

// Tarball returns the package as the registry sends it.
func (p Package) Tarball() []byte {
	if p.Raw != nil {
		return p.Raw
	}
	var headers []tar.Header
	var content []string
	for _, name := range slices.Sorted(maps.Keys(p.Files)) {
		headers = append(headers, tar.Header{Name: "package/" + name, Mode: 0o644})
		content = append(content, p.Files[name])
	}
	return Tarball(headers, content)
}

// Lock returns the package's line in a lock file.
func (p Package) Lock() string {
	return fmt.Sprintf("%s %s %s\n", p.Name, p.Version, npm.Sum(sha512.Sum512(p.Tarball())))
}

// Tarball packs entries as they are given, however bad, each with its content.
func Tarball(headers []tar.Header, content []string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	archive := tar.NewWriter(z)
	for i, h := range headers {
		h.Size = int64(len(content[i]))
		if err := archive.WriteHeader(&h); err != nil {
			panic(err) // a mistake of the test
		}
		if _, err := archive.Write([]byte(content[i])); err != nil {
			panic(err)
		}
	}
	archive.Close() // a buffer does not fail
	z.Close()
	return b.Bytes()
}

// Registry is a registry, and what was asked of it.
type Registry struct {
	*httptest.Server

	mu       sync.Mutex
	packages map[string]Package
	requests []*http.Request
}

// New starts a registry. The caller closes it.
func New(packages ...Package) *Registry {
	r := &Registry{packages: map[string]Package{}}
	r.Put(packages...)
	r.Server = httptest.NewServer(r)
	return r
}

// Put adds packages, or puts them in place of those of their names.
func (r *Registry) Put(packages ...Package) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range packages {
		r.packages[p.Name] = p
	}
}

// Requests returns what was asked, in order.
func (r *Registry) Requests() []*http.Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.requests)
}

// ServeHTTP answers with the description of a package, or its tarball.
func (r *Registry) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	r.requests = append(r.requests, q)
	name, file, isTarball := strings.Cut(strings.TrimPrefix(q.URL.Path, "/"), "/-/")
	p, ok := r.packages[name]
	r.mu.Unlock()
	switch {
	case !ok || isTarball && file != p.Version+".tgz":
		http.NotFound(w, q)
	case isTarball:
		w.Write(p.Tarball())
	default:
		at := "http://" + q.Host + "/" + p.Name + "/-/" + p.Version + ".tgz"
		json.NewEncoder(w).Encode(map[string]any{"name": p.Name, "versions": map[string]any{
			p.Version: map[string]any{"dist": map[string]string{"tarball": at}},
		}})
	}
}
