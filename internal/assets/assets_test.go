package assets

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

var long = []byte(strings.Repeat("const answer = 42;\n", 100))

func newStore(t *testing.T) *Store {
	t.Helper()
	s := New()
	if err := s.Add("test.js", long); err != nil {
		t.Fatal(err)
	}
	return s
}

func get(s http.Handler, method, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A file is served under a name with a hash, and with the content type of its
// extension.
func TestAdd(t *testing.T) {
	s := New()
	for name, kind := range map[string]string{
		"runtime.js": "text/javascript; charset=utf-8", "styles.css": "text/css; charset=utf-8", "pin.svg": "image/svg+xml",
	} {
		if err := s.Add(name, long); err != nil {
			t.Fatal(err)
		}
		url := s.URL(name)
		if !regexp.MustCompile(`^\w+\.[0-9a-f]{12}\.\w+$`).MatchString(url) {
			t.Errorf("%s is at %q", name, url)
		}
		w := get(s, "GET", "/"+url)
		if w.Code != 200 || w.Header().Get("Content-Type") != kind || w.Body.Len() == 0 {
			t.Errorf("%s: %d %v, %d bytes", name, w.Code, w.Header(), w.Body.Len())
		}
		if got := w.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
	}
	if url := s.URL("unknown.js"); url != "" {
		t.Errorf("a file that is not there is at %q", url)
	}
}

func TestEncodings(t *testing.T) {
	s := newStore(t)
	for accept, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "gzip, deflate, br": "br", "br;q=0, gzip": "gzip",
		"GZIP;q=0.1": "gzip", "*": "br", "*;q=0": "", "gzip;q=0, *": "br", "br;q=zero": "",
	} {
		w := get(s, "GET", "/"+s.URL("test.js"), "Accept-Encoding", accept)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q is answered with %q, want %q", accept, got, want)
		}
		if w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: no Vary", accept)
		}
		var body io.Reader = w.Body
		switch want {
		case "br":
			body = brotli.NewReader(body)
		case "gzip":
			z, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = z
		}
		if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, long) {
			t.Errorf("%q: another body came out, %v", accept, err)
		}
	}
}

func TestConditionalRequests(t *testing.T) {
	s := newStore(t)
	url := "/" + s.URL("test.js")
	etags := map[string]bool{}
	for _, accept := range []string{"", "gzip", "br"} {
		etag := get(s, "GET", url, "Accept-Encoding", accept).Header().Get("ETag")
		etags[etag] = true
		for _, match := range []string{etag, "W/" + etag, `"other", ` + etag, "*"} {
			w := get(s, "GET", url, "Accept-Encoding", accept, "If-None-Match", match)
			if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != etag {
				t.Errorf("If-None-Match %s: %d, %d bytes", match, w.Code, w.Body.Len())
			}
		}
		if w := get(s, "GET", url, "If-None-Match", `"other"`); w.Code != 200 {
			t.Errorf("another ETag is answered with %d", w.Code)
		}
	}
	if len(etags) != 3 {
		t.Errorf("encodings share an ETag: %v", etags)
	}
}

func TestMethods(t *testing.T) {
	s := newStore(t)
	url := "/" + s.URL("test.js")
	w := get(s, "HEAD", url)
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != "1900" {
		t.Errorf("HEAD: %d %v, %d bytes", w.Code, w.Header(), w.Body.Len())
	}
	if w := get(s, "POST", url); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d %v", w.Code, w.Header())
	}
}

// Only the exact URL of a file is served, however another path is spelled.
func TestUnknownFiles(t *testing.T) {
	s := newStore(t)
	url := s.URL("test.js")
	for _, path := range []string{
		"/", "/test.js", "/test.000000000000.js", "/" + url + "/", "/x/../" + url, "/../../etc/passwd",
		"/%2e%2e/%2e%2e/etc/passwd", "/" + strings.ToUpper(url), "/" + url + "%00",
	} {
		w := get(s, "GET", path)
		if w.Code != http.StatusNotFound || strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
	}
}

// The files of a tree keep their names below a folder that has the hash of all,
// so that they can refer to each other.
func TestAddTree(t *testing.T) {
	files := func(code string) map[string][]byte {
		return map[string][]byte{"map.js": []byte(code), "img/pin.svg": []byte("<svg/>"), "data.bin": long}
	}
	s := New()
	add := func(code string) string {
		t.Helper()
		url, err := s.AddTree("kinds/map", files(code))
		if err != nil || !regexp.MustCompile(`^kinds/map\.[0-9a-f]{12}$`).MatchString(url) {
			t.Fatalf("the tree is at %q, %v", url, err)
		}
		return url
	}
	first := add("import './x.js'")
	if w := get(s, "GET", "/"+first+"/img/pin.svg"); w.Code != 200 || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("the picture: %d %v", w.Code, w.Header())
	}
	if w := get(s, "GET", "/"+first+"/data.bin", "Accept-Encoding", "br"); w.Header().Get("Content-Encoding") != "" {
		t.Error("a file of unknown type was compressed")
	}
	total := s.total
	if again := add("import './x.js'"); again != first || s.total != total {
		t.Errorf("the same tree again is at %q, and all files have %d bytes, not %d", again, s.total, total)
	}

	for i := range maxTrees {
		add(fmt.Sprint("edit ", i))
	}
	if w := get(s, "GET", "/"+first+"/map.js"); w.Code != 200 {
		t.Errorf("after %d edits the first tree is gone: %d", maxTrees, w.Code)
	}
	last := add("another edit")
	if w := get(s, "GET", "/"+first+"/map.js"); w.Code != 404 {
		t.Errorf("after one edit more the first tree is still there: %d", w.Code)
	}
	if w := get(s, "GET", "/"+last+"/map.js"); w.Body.String() != "another edit" {
		t.Errorf("the last tree is %q", w.Body)
	}
	if want := (maxTrees + 1) * (len("<svg/>") + len(long)); s.total < want || s.total > want+1_000 {
		t.Errorf("all files have %d bytes, not about %d", s.total, want)
	}
}

func TestNamesThatAreRefused(t *testing.T) {
	s := newStore(t)
	for _, name := range []string{"", ".", "/a.js", "../a.js", "a//b.js", "test.js"} {
		if err := s.Add(name, long); err == nil {
			t.Errorf("a file called %q was taken", name)
		}
	}
	for _, prefix := range []string{"", ".", "..", "/x"} {
		if _, err := s.AddTree(prefix, nil); err == nil {
			t.Errorf("files under %q were taken", prefix)
		}
	}
	if _, err := s.AddTree("kinds/x", map[string][]byte{"../x.js": nil}); err == nil {
		t.Error("a tree with a file outside of it was taken")
	}
	if err := s.Add("big.bin", make([]byte, maxFile+1)); err == nil {
		t.Error("a file that is too big was taken")
	}
}

func TestEncode(t *testing.T) {
	br, gz := Encode(long)
	if len(br) == 0 || len(br) >= len(gz) || len(gz) >= len(long) {
		t.Errorf("%d bytes became br %d, gzip %d", len(long), len(br), len(gz))
	}
	if br, gz := Encode([]byte("x")); br != nil || gz != nil {
		t.Errorf("what cannot become smaller became br %q, gzip %q", br, gz)
	}
	z, err := gzip.NewReader(bytes.NewReader(FastGzip(long)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, long) {
		t.Errorf("FastGzip gives something else back: %v", err)
	}
}

// A pooled writer compresses later data as a new one would.
func TestEncodeQuickAgain(t *testing.T) {
	pages := [][]byte{long, bytes.Repeat([]byte("<p>text</p>"), 10_000), []byte("x"), long}
	for range 3 {
		for _, page := range pages {
			br, gz := EncodeQuick(page)
			if len(page) == 1 {
				if br != nil || gz != nil {
					t.Errorf("what cannot become smaller became br %q, gzip %q", br, gz)
				}
				continue
			}
			z, err := gzip.NewReader(bytes.NewReader(gz))
			if err != nil {
				t.Fatal(err)
			}
			for coding, r := range map[string]io.Reader{"br": brotli.NewReader(bytes.NewReader(br)), "gzip": z} {
				if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, page) {
					t.Errorf("%s gives something else back: %v", coding, err)
				}
			}
		}
	}
}

func BenchmarkEncodeQuick(b *testing.B) {
	for _, size := range []int{10, 10 << 10, 1 << 20} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			data := bytes.Repeat([]byte("<p>text</p>"), size/10)
			b.ReportAllocs()
			for b.Loop() {
				EncodeQuick(data)
			}
		})
	}
}

func BenchmarkServe(b *testing.B) {
	s := New()
	if err := s.Add("test.js", long); err != nil {
		b.Fatal(err)
	}
	url := "/" + s.URL("test.js")
	r := httptest.NewRequest("GET", url, nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	for b.Loop() {
		s.ServeHTTP(httptest.NewRecorder(), r)
	}
}

// A part of a file is a part of it as it is, in whatever encoding the client takes files.
func TestRanges(t *testing.T) {
	s := newStore(t)
	url := "/" + s.URL("test.js")
	whole := get(s, "GET", url)
	if got := whole.Header().Get("Accept-Ranges"); got != "bytes" {
		t.Errorf("Accept-Ranges is %q", got)
	}
	tests := []struct {
		header     []string
		code       int
		body, span string
	}{
		{[]string{"Range", "bytes=0-4"}, 206, "const", "bytes 0-4/1900"},
		{[]string{"Range", "bytes=6-11", "Accept-Encoding", "br, gzip"}, 206, "answer", "bytes 6-11/1900"},
		{[]string{"Range", "bytes=-4"}, 206, "42;\n", "bytes 1896-1899/1900"},
		{[]string{"Range", "bytes=0-4", "If-Range", whole.Header().Get("ETag")}, 206, "const", "bytes 0-4/1900"},
		{[]string{"Range", "bytes=0-4", "If-Range", `"another"`}, 200, string(long), ""},
		{[]string{"Range", "bytes=1900-"}, 416, "", "bytes */1900"},
	}
	for _, test := range tests {
		w := get(s, "GET", url, test.header...)
		if w.Code != test.code || w.Header().Get("Content-Range") != test.span || w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%q: %d %v", test.header, w.Code, w.Header())
		}
		if test.code != 416 && w.Body.String() != test.body {
			t.Errorf("%q: %.20q, want %.20q", test.header, w.Body, test.body)
		}
	}
}

// A file can stand at a URL of the caller's, once.
func TestAddAt(t *testing.T) {
	s := newStore(t)
	if err := s.AddAt("kinds/0123/map.js", long); err != nil {
		t.Fatal(err)
	}
	if w := get(s, "GET", "/kinds/0123/map.js"); w.Code != 200 || !bytes.Equal(w.Body.Bytes(), long) {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	for _, url := range []string{"kinds/0123/map.js", "", ".", "/a.js", "../a.js"} {
		if err := s.AddAt(url, long); err == nil {
			t.Errorf("a file at %q was taken", url)
		}
	}
}
