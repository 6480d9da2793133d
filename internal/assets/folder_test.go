//go:build unix

package assets

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// onDisk is a folder of files, given in pairs of name and content, with the names that
// it has refused.
type onDisk struct {
	*Folder
	t       *testing.T
	dir     string
	refused []string
}

func newFolder(t *testing.T, files ...string) *onDisk {
	t.Helper()
	d := &onDisk{t: t, dir: filepath.Join(t.TempDir(), "served")}
	for i := 0; i < len(files); i += 2 {
		d.write(files[i], files[i+1])
	}
	d.Folder = NewFolder(d.dir, NewPacked(), func(name string, why error) { d.refused = append(d.refused, name) })
	return d
}

func (d *onDisk) write(name, content string) {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	d.must(os.MkdirAll(filepath.Dir(path), 0o755))
	d.must(os.WriteFile(path, []byte(content), 0o644))
}

func (d *onDisk) link(to, name string) {
	d.t.Helper()
	d.must(os.Symlink(to, filepath.Join(d.dir, name)))
}

// get asks for a path as it is on disk. headers are pairs of name and value.
func (d *onDisk) get(path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/?q=1", nil)
	r.URL.Path = path
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

func (d *onDisk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// A folder serves its files, and nothing that is hidden in it or lies outside of it.
func TestFolder(t *testing.T) {
	d := newFolder(t, "a.txt", "a", "sub/index.html", "<p>sub", "empty/x.txt", "x", "größe {1}:2.txt", "g", "dots..in.name", "d",
		".env", "secret", ".git/config", "secret", "sub/.hidden/x", "secret", "..data/file", "linked",
		"../beside/secret.txt", "secret", "../served-too/secret.txt", "secret")
	d.link("a.txt", "inner")
	d.link("sub", "innersub")
	d.link(filepath.Join(d.dir, "a.txt"), "absolute")
	d.link("..data/file", "file") // as in a volume of Kubernetes
	d.link("../beside/secret.txt", "outer")
	d.link("../beside", "outerdir")
	d.link("../served-too", "likely")
	d.link(filepath.Join(d.dir, "../beside/secret.txt"), "outerabsolute")
	d.link("outer", "twice")
	d.link("loop", "loop")
	d.must(syscall.Mkfifo(filepath.Join(d.dir, "pipe"), 0o600))
	for _, test := range []struct {
		path string
		want string // of the body; "" is 404
		told bool   // that it is there, and refused
	}{
		{"/a.txt", "a", false}, {"/sub/", "<p>sub", false}, {"/sub/index.html", "<p>sub", false}, {"/größe {1}:2.txt", "g", false}, {"/dots..in.name", "d", false},
		{"/inner", "a", false}, {"/innersub/", "<p>sub", false}, {"/absolute", "a", false}, {"/file", "linked", false},

		{"/none", "", false}, {"/", "", false}, {"/empty", "", false}, {"/empty/", "", false}, {"/a.txt/", "", false}, {"/a.txt/b", "", false},
		{"/.env", "", true}, {"/.git/config", "", true}, {"/.git", "", true}, {"/sub/.hidden/x", "", true}, {"/..data/file", "", true}, {"/.none", "", false},
		{"/outer", "", true}, {"/outerdir/secret.txt", "", true}, {"/outerdir/", "", true}, {"/likely/secret.txt", "", true}, {"/outerabsolute", "", true}, {"/twice", "", true},
		{"/../beside/secret.txt", "", false}, {"/sub/../../beside/secret.txt", "", false}, {"/loop", "", true}, {"/pipe", "", true}, {"/a\x00b", "", false},
		{"/" + strings.Repeat("x", 5_000), "", false},
	} {
		d.refused = nil
		r := d.get(test.path)
		want := http.StatusOK
		if test.want == "" {
			want = http.StatusNotFound
		}
		if r.Code != want || want == http.StatusOK && r.Body.String() != test.want {
			t.Errorf("%q: %d %q, want %d %q", test.path, r.Code, r.Body, want, test.want)
		}
		if told := len(d.refused) > 0; told != test.told {
			t.Errorf("%q: told as refused: %q", test.path, d.refused)
		}
		if strings.Contains(r.Body.String(), "secret") {
			t.Errorf("%q leads out", test.path)
		}
	}
}

// A folder named from where the server was started serves what is in it by absolute links.
func TestFolderByItsRelativeName(t *testing.T) {
	d := newFolder(t, "a.txt", "a", "sub/b.txt", "b", "../beside/secret.txt", "secret")
	d.link(filepath.Join(d.dir, "a.txt"), "absolute")
	d.link(filepath.Join(d.dir, "sub"), "absolutesub")
	d.link(filepath.Join(d.dir, "../beside/secret.txt"), "outer")
	t.Chdir(filepath.Dir(d.dir))
	d.Folder = NewFolder("served", NewPacked(), func(string, error) {})
	for path, want := range map[string]string{"/absolute": "a", "/absolutesub/b.txt": "b", "/outer": ""} {
		if got := d.get(path); (got.Code == http.StatusOK) != (want != "") || want != "" && got.Body.String() != want {
			t.Errorf("%s: %d %q, want %q", path, got.Code, got.Body, want)
		}
	}
}

// A file that was written just now has another tag when it is written again, also where
// size and time stay the same: the clock of the file system may not have gone on.
func TestFolderFileWrittenTwiceAtOnce(t *testing.T) {
	d := newFolder(t)
	now := time.Now().Add(time.Hour) // as if it were just now, however long the test takes
	for name, size := range map[string]int{"small.txt": 1, "big.css": 10 * onePacket, "plain.png": 10, "huge.txt": maxPacked + 1} {
		var tag string
		for _, letter := range []string{"a", "b", "b"} {
			want := strings.Repeat(letter, size)
			d.write(name, want)
			d.must(os.Chtimes(filepath.Join(d.dir, name), now, now))
			headers := []string{"If-Modified-Since", now.UTC().Format(http.TimeFormat)}
			if tag != "" {
				headers = append(headers, "If-None-Match", tag)
			}
			got := d.get("/"+name, headers...)
			same := tag != "" && got.Header().Get("ETag") == tag
			if same != (got.Code == http.StatusNotModified) || !same && got.Body.String() != want {
				t.Errorf("%s with %s: %d, tag %s after %s", name, letter, got.Code, got.Header().Get("ETag"), tag)
			}
			if letter == "a" && same {
				t.Errorf("%s: the tag is there before", name)
			}
			tag = got.Header().Get("ETag")
		}
		if (tag == "") != (size > maxPacked) {
			t.Errorf("%s has the tag %q", name, tag)
		}
	}
	packed := func(letter string) string {
		d.write("big.css", strings.Repeat(letter, 10*onePacket))
		d.must(os.Chtimes(filepath.Join(d.dir, "big.css"), now, now))
		return d.get("/big.css", "Accept-Encoding", "gzip").Body.String()
	}
	if packed("a") == packed("b") {
		t.Error("what was compressed is sent for what is there now")
	}
}

// The tag of a file that was written a while ago is remembered while it stays as it is.
func TestFolderTags(t *testing.T) {
	d := newFolder(t)
	tag := func(content string, seconds int64) string {
		d.write("a.txt", content)
		d.must(os.Chtimes(filepath.Join(d.dir, "a.txt"), time.Unix(seconds, 0), time.Unix(seconds, 0)))
		got := d.get("/a.txt")
		if got.Body.String() != content || got.Header().Get("Last-Modified") == "" {
			t.Errorf("%v %q, want %q", got.Header(), got.Body, content)
		}
		return got.Header().Get("ETag")
	}
	first := tag("one", 1)
	if again, other := tag("one", 2), tag("two", 3); again != first || other == first || other == "" {
		t.Errorf("tags %q, %q with another time, %q of other content", first, again, other)
	}
	if len(d.tags.by) != 1 {
		t.Errorf("%d tags of one file", len(d.tags.by))
	}
}

// A folder without a slash leads to the one with it, wherever it is mounted.
func TestFolderLeadsToItsIndex(t *testing.T) {
	d := newFolder(t, "a/b:c d/index.html", "i")
	for path, want := range map[string]string{"/a/b:c d": "./b:c%20d/?q=1", "/a": ""} {
		w := d.get(path)
		if got := w.Header().Get("Location"); got != want || (w.Code == http.StatusFound) != (want != "") {
			t.Errorf("%s leads to %q with %d, want %q", path, got, w.Code, want)
		}
	}
}

// unpack returns the content of an answer.
func unpack(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var body io.Reader = bytes.NewReader(w.Body.Bytes())
	var err error
	switch coding := w.Header().Get("Content-Encoding"); coding {
	case "br":
		body = brotli.NewReader(body)
	case "gzip":
		body, err = gzip.NewReader(body)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A file is compressed where that helps and the client takes it; its ETag tells both
// versions and encodings apart.
func TestFolderEncodings(t *testing.T) {
	text, noise := string(long), strings.Repeat("\x00", 5_000)
	d := newFolder(t, "a.js", text, "b.json", text, "d.svg", text, "short.js", "x", "noise.png", noise, "none", text, "large.txt", strings.Repeat("x", maxPacked+1))
	d.must(os.Chtimes(filepath.Join(d.dir, "large.txt"), time.Unix(1, 0), time.Unix(1, 0)))
	for _, test := range []struct{ path, accept, coding, kind string }{
		{"/a.js", "gzip, deflate, br", "br", "text/javascript; charset=utf-8"},
		{"/a.js", "gzip", "gzip", "text/javascript; charset=utf-8"},
		{"/a.js", "br;q=0, *", "gzip", "text/javascript; charset=utf-8"},
		{"/a.js", "", "", "text/javascript; charset=utf-8"},
		{"/b.json", "br", "br", "application/json"},
		{"/d.svg", "br", "br", "image/svg+xml"},
		{"/short.js", "br", "", "text/javascript; charset=utf-8"},
		{"/noise.png", "br", "", "image/png"},
		{"/none", "br", "", "text/plain; charset=utf-8"},
		{"/large.txt", "br", "", "text/plain; charset=utf-8"},
	} {
		var tag string
		for range 2 {
			w := d.get(test.path, "Accept-Encoding", test.accept)
			h := w.Header()
			want, err := os.ReadFile(filepath.Join(d.dir, test.path))
			d.must(err)
			if w.Code != http.StatusOK || h.Get("Content-Encoding") != test.coding || h.Get("Content-Type") != test.kind || unpack(t, w) != string(want) {
				t.Errorf("%s for %q: %d %v, %d bytes", test.path, test.accept, w.Code, h, w.Body.Len())
			}
			if n := strconv.Itoa(w.Body.Len()); h.Get("Content-Length") != n || h.Get("Cache-Control") != "no-cache" {
				t.Errorf("%s for %q: %v, of %s bytes", test.path, test.accept, h, n)
			}
			tag = h.Get("ETag")
		}
		if w := d.get(test.path, "Accept-Encoding", test.accept, "If-None-Match", tag); tag == "" || w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s for %q, with the tag %s: %d", test.path, test.accept, tag, w.Code)
		}
	}
	tags := []string{d.get("/a.js", "Accept-Encoding", "br").Header().Get("ETag"), d.get("/a.js", "Accept-Encoding", "gzip").Header().Get("ETag"), d.get("/a.js").Header().Get("ETag")}
	d.write("a.js", text+"// another\n")
	for _, accept := range []string{"br", "gzip", ""} {
		w := d.get("/a.js", "Accept-Encoding", accept, "If-None-Match", strings.Join(tags, ", "))
		if w.Code != http.StatusOK || unpack(t, w) != text+"// another\n" {
			t.Errorf("after an edit, for %q: %d", accept, w.Code)
		}
		tags = append(tags, w.Header().Get("ETag"))
	}
	slices.Sort(tags)
	if len(slices.Compact(tags)) != 6 {
		t.Errorf("the tags of two versions in three encodings are %q", tags)
	}
}

// A part of a file is that of the file as it is.
func TestFolderRanges(t *testing.T) {
	d := newFolder(t, "a.js", string(long))
	w := d.get("/a.js", "Accept-Encoding", "br", "Range", "bytes=6-11")
	if w.Code != http.StatusPartialContent || w.Body.String() != "answer" || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("%d %v %q", w.Code, w.Header(), w.Body)
	}
}

// What is kept compressed has a bound; who asks at once waits for one that compresses.
func TestPackedIsBounded(t *testing.T) {
	p := NewPacked()
	p.max = 10_000
	var made sync.Map
	get := func(path, tag string) []byte {
		return p.get(packedKey{path, "gzip"}, tag, int64(len(long)), func() ([]byte, error) {
			n, _ := made.LoadOrStore(path+tag, new(int))
			*n.(*int)++
			return long, nil
		})
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { get("same", "1") })
	}
	all.Wait()
	if n, _ := made.Load("same1"); *n.(*int) != 1 {
		t.Errorf("compressed %d times", *n.(*int))
	}
	for i := range 50 {
		if len(get(strconv.Itoa(i), "1")) == 0 {
			t.Error("not compressed")
		}
		get("same", "1") // in use
		if size, max := p.Size(); size > max || size == 0 {
			t.Fatalf("%d bytes are kept, of at most %d", size, max)
		}
	}
	if n, _ := made.Load("same1"); *n.(*int) != 1 {
		t.Error("what is in use has gone")
	}
	get("same", "2")
	if size, _ := p.Size(); size != int64(p.used.Len())*int64(len(long)) || p.used.Len() != len(p.by) {
		t.Errorf("%d bytes of %d files, by %d names", size, p.used.Len(), len(p.by))
	}
}

// A file that is changed while it is read is sent as it is, and the change later.
func TestFolderFileThatChanges(t *testing.T) {
	p := NewPacked()
	key := packedKey{"a", "br"}
	if got := p.get(key, "1", int64(len(long))+1, func() ([]byte, error) { return long, nil }); got != nil {
		t.Errorf("%d bytes of what is no version", len(got))
	}
	if got := p.get(key, "2", int64(len(long)), func() ([]byte, error) { return long, nil }); got == nil {
		t.Error("the next version is not compressed")
	}
}

// A folder that is taken away and made anew is served again.
func TestFolderMadeAnew(t *testing.T) {
	d := newFolder(t, "a.txt", "old")
	if got := d.get("/a.txt").Body.String(); got != "old" {
		t.Errorf("%q", got)
	}
	d.must(os.RemoveAll(d.dir))
	if got := d.get("/a.txt").Code; got != http.StatusNotFound {
		t.Errorf("without the folder: %d", got)
	}
	d.write("a.txt", "new")
	d.must(os.Chtimes(filepath.Join(d.dir, "a.txt"), time.Unix(1, 0), time.Unix(1, 0)))
	if got := d.get("/a.txt").Body.String(); got != "new" {
		t.Errorf("%q", got)
	}
}
