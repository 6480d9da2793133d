package assets

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// file is one asset. It is compressed once, at the first request, if its type
// is worth compressing.
type file struct {
	contentType string
	etag        string // without quotes and without the encoding
	identity    []byte
	encode      func() encodings
}

type encodings struct{ br, gzip []byte }

func newFile(name, hash string, data []byte) *file {
	f := &file{contentType: contentType(name), etag: hash, identity: data}
	f.encode = sync.OnceValue(func() (e encodings) {
		if compressible(f.contentType) {
			e.br, e.gzip = Encode(data)
		}
		return e
	})
	return f
}

// contentTypes are the types that must not depend on the machine's own tables.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json", ".map": "application/json", ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm", ".woff2": "font/woff2", ".woff": "font/woff",
	".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".ico": "image/x-icon",
}

func contentType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t := contentTypes[ext]; t != "" {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return unknownType
}

const unknownType = "application/octet-stream"

func compressible(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	for _, prefix := range []string{"text/", "application/json", "application/wasm", "application/xml", "application/javascript", "font/ttf", "font/otf"} {
		if strings.HasPrefix(kind, prefix) {
			return true
		}
	}
	return strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "+json")
}

// negotiate returns the smallest encoding that a client accepts.
func (f *file) negotiate(accept string) (body []byte, coding string) {
	e := f.encode()
	switch {
	case e.br != nil && Accepts(accept, "br"):
		return e.br, "br"
	case e.gzip != nil && Accepts(accept, "gzip"):
		return e.gzip, "gzip"
	}
	return f.identity, ""
}

// ServeHTTP serves the file at a path below the store's mount point.
func (s *Store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := s.find(strings.TrimPrefix(r.URL.Path, "/"))
	if f == nil {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "there is no such file here", http.StatusNotFound)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "use GET or HEAD", http.StatusMethodNotAllowed)
		return
	}
	body, coding := f.identity, "" // a part is one of the file as it is
	if r.Header.Get("Range") == "" {
		body, coding = f.negotiate(r.Header.Get("Accept-Encoding"))
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Accept-Ranges", "bytes")
	h.Set("X-Content-Type-Options", "nosniff")
	answer(w, r, content{f.contentType, f.etag, coding, body})
}

// content is a file in an encoding.
type content struct {
	kind   string // its Content-Type
	tag    string // differs when the file does
	coding string // its Content-Encoding, "" for as it is
	body   []byte
}

// answer sends a file, or 304 if the client has it.
func answer(w http.ResponseWriter, r *http.Request, c content) {
	h := w.Header()
	etag := `"` + c.tag + `"`
	if c.coding != "" {
		etag = `"` + c.tag + "-" + c.coding + `"`
	}
	h.Set("ETag", etag)
	if HasTag(r.Header.Values("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", c.kind)
	if c.coding == "" && r.Header.Get("Range") != "" {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(c.body))
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(c.body)))
	if c.coding != "" {
		h.Set("Content-Encoding", c.coding)
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		w.Write(c.body)
	}
}

// HasTag reports whether the If-None-Match headers of a request contain an
// entity tag. The comparison is weak.
func HasTag(headers []string, etag string) bool {
	for _, header := range headers {
		for one := range strings.SplitSeq(header, ",") {
			one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
			if one == etag || one == "*" {
				return true
			}
		}
	}
	return false
}
