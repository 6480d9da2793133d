package bundles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/panelgo/panelgo/internal/waitfor"
)

func TestMain(m *testing.M) { waitfor.Main(m) }

const lock = "lines 1.2.3 sha512-KIMVnG68zvu5XXUbC4LQEPnhwOxBuLyW1AHtpm6IKTXImkbLgkMy+jabjLgSLMasNuGGzQm/ep3tOkyTxpiQIw==\n"

// chartOf is a kind with a module of some text.
func chartOf(module string) Kind {
	return Kind{Name: "chart", Module: "chart.js", Files: fstest.MapFS{"assets.lock": {Data: []byte(lock)}, "chart.js": {Data: []byte(module)}}}
}

var long = strings.Repeat("const answer = 42;\n", 200)

// bundleOf is a bundle with a module of some text.
func bundleOf(module string) Bundle {
	return Bundle{"chart.js": []byte(module), "chart.css": []byte(long), "LICENSES.txt": []byte("MIT")}
}

// site is a Bundles with its log, and how often it has made a bundle.
type site struct {
	*Bundles
	mu   sync.Mutex
	log  bytes.Buffer
	made int
}

func (s *site) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.Write(p)
}

func (s *site) logged() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

// newSite makes a Bundles. make may be nil.
func newSite(t *testing.T, o Options, make Maker) *site {
	t.Helper()
	s := &site{}
	o.Log = slog.New(slog.NewTextHandler(s, &slog.HandlerOptions{Level: slog.LevelWarn}))
	if make != nil {
		o.Make = func(ctx context.Context, k Kind) (Bundle, error) {
			s.mu.Lock()
			s.made++
			s.mu.Unlock()
			return make(ctx, k)
		}
	}
	s.Bundles = New(context.WithoutCancel(t.Context()), o)
	t.Cleanup(s.Close)
	return s
}

// get asks for a file of a kind's bundle. header is pairs of name and value.
func (s *site) get(t *testing.T, k Kind, name string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	folder, err := s.Add(k)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), "GET", "/"+folder+"/"+name, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func always(b Bundle) Maker {
	return func(context.Context, Kind) (Bundle, error) { return b, nil }
}

// The name of a bundle is known before it is made, and is another when anything in it is.
func TestKey(t *testing.T) {
	key := func(k Kind) string {
		t.Helper()
		key, err := k.Key()
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	plain := key(chartOf("1"))
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(plain) || key(chartOf("1")) != plain {
		t.Errorf("the key is %q, then %q", plain, key(chartOf("1")))
	}
	more := chartOf("1")
	more.Files.(fstest.MapFS)["own.js"] = &fstest.MapFile{}
	locked := chartOf("1")
	locked.Files.(fstest.MapFS)["assets.lock"] = &fstest.MapFile{Data: []byte(strings.Replace(lock, "1.2.3", "1.2.4", 1))}
	renamed := chartOf("1")
	renamed.Name = "other"
	for what, k := range map[string]Kind{"module": chartOf("2"), "file": more, "lock": locked, "name": renamed} {
		if key(k) == plain {
			t.Errorf("with another %s the key is the same", what)
		}
	}
}

func TestKindsThatAreRefused(t *testing.T) {
	noLock, badLock, nested := chartOf("1"), chartOf("1"), chartOf("1")
	delete(noLock.Files.(fstest.MapFS), "assets.lock")
	badLock.Files.(fstest.MapFS)["assets.lock"] = &fstest.MapFile{Data: []byte("\nlines latest\n")}
	nested.Module = "js/chart.js"
	gone := chartOf("1")
	gone.Module = "gone.js"
	big := chartOf(strings.Repeat("x", maxSources+1))
	s := newSite(t, Options{}, nil)
	for want, k := range map[string]Kind{
		"open assets.lock": noLock, "assets.lock:2: a line has": badLock,
		`the module "js/chart.js" is not the name of a .js file`: nested, "the module gone.js is not among its files": gone,
		"its files: larger than": big,
	} {
		if url, err := s.Add(k); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q, %v, want %q", url, err, want)
		}
	}
	if HasLock(nil) || HasLock(noLock.Files) || !HasLock(badLock.Files) {
		t.Error("HasLock does not see the lock file")
	}
}

// A bundle is made when it is first asked for, served for ever under its name, compressed
// and in parts, and kept for other processes.
func TestServe(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	s := newSite(t, Options{Cache: cache}, always(bundleOf(long)))
	k := chartOf("1")
	if _, err := s.Add(k); err != nil || s.made != 0 {
		t.Fatalf("made %d times before it was asked for, %v", s.made, err)
	}
	w := s.get(t, k, "chart.js", "Accept-Encoding", "br")
	body, err := io.ReadAll(brotli.NewReader(w.Body))
	if w.Code != 200 || err != nil || string(body) != long || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("%d %v, %v", w.Code, w.Header(), err)
	}
	if w := s.get(t, k, "chart.js", "Range", "bytes=6-11"); w.Code != http.StatusPartialContent || w.Body.String() != "answer" {
		t.Errorf("a part: %d %q", w.Code, w.Body)
	}
	for name, want := range map[string]int{"chart.css": 200, "LICENSES.txt": 200, "gone.js": 404, "../x": 404, "": 404} {
		if w := s.get(t, k, name); w.Code != want {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	for _, path := range []string{"/", "/chart", "/chart.0123456789abcdef/chart.js", "//x/y"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	other := newSite(t, Options{Cache: cache}, nil)
	if w := other.get(t, k, "chart.js"); w.Code != 200 || w.Body.String() != long || s.made != 1 {
		t.Errorf("in another process: %d, made %d times", w.Code, s.made)
	}
	if s.logged()+other.logged() != "" {
		t.Errorf("in the log: %s", s.logged()+other.logged())
	}
}

// Places are looked into in order, and what is no bundle there is passed over.
func TestPlaces(t *testing.T) {
	k := chartOf("1")
	file, err := k.File()
	if err != nil {
		t.Fatal(err)
	}
	packed := func(module string) []byte {
		data, err := bundleOf(module).Pack()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	flipped := packed("broken")
	flipped[bytes.Index(flipped, []byte("const answer"))] ^= 1
	const none = "this library is not here: the server's log says why\n"
	tests := []struct {
		name                 string
		dir, embedded, cache []byte
		want, told           string
	}{
		{"all", packed("dir"), packed("embedded"), packed("cache"), "dir", ""},
		{"embedded first", nil, packed("embedded"), packed("cache"), "embedded", ""},
		{"cache", nil, nil, packed("cache"), "cache", ""},
		{"none", nil, nil, nil, "made", ""},
		{"cut", nil, nil, packed("cache")[:50], "made", "no whole bundle: zip: not a valid zip file"},
		{"empty", nil, nil, []byte{}, "made", "no whole bundle"},
		{"changed", nil, nil, flipped, "made", "no whole bundle: chart.css: zip: checksum error"},
		{"a broken one of the folder", []byte("<html>"), packed("embedded"), nil, "embedded", "is passed over: it cannot be used"},
		{"nothing but a broken one of the folder", []byte("<html>"), nil, nil, none, "no whole bundle: zip: not a valid zip file"},
		{"nothing but broken ones", []byte("<html>"), nil, []byte{}, none, "next attempt in"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := Options{Cache: t.TempDir(), Embedded: fstest.MapFS{}}
			if test.dir != nil {
				o.Dir = t.TempDir()
			}
			for dir, data := range map[string][]byte{o.Dir: test.dir, o.Cache: test.cache} {
				if data != nil {
					if err := os.WriteFile(filepath.Join(dir, file), data, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			if test.embedded != nil {
				o.Embedded = fstest.MapFS{file: {Data: test.embedded}}
			}
			s := newSite(t, o, always(bundleOf("made")))
			if w := s.get(t, k, "chart.js"); w.Body.String() != test.want {
				t.Errorf("%d %s, want %s", w.Code, w.Body, test.want)
			}
			if (test.told == "") != (s.logged() == "") || !strings.Contains(s.logged(), test.told) {
				t.Errorf("in the log: %s", s.logged())
			}
			if n := strings.Count(s.logged(), "\n"); n > 1 {
				t.Errorf("%d lines in the log: %s", n, s.logged())
			}
			if (test.want == "made") != (s.made > 0) {
				t.Errorf("made %d times", s.made)
			}
			if test.want == "made" {
				again := newSite(t, Options{Cache: o.Cache}, nil)
				if w := again.get(t, k, "chart.js"); w.Body.String() != "made" {
					t.Errorf("afterwards the cache has %d %s", w.Code, w.Body)
				}
			}
		})
	}
}

// A bundle without the kind's module, or too large, is no bundle.
func TestMadeWrong(t *testing.T) {
	for want, made := range map[string]Bundle{
		"it has no chart.js":            {"other.js": []byte("1")},
		"is not the name of a file":     {"chart.js": []byte("1"), "../x": []byte("2")},
		"and may have 500 and 67108864": {"chart.js": make([]byte, maxBundle+1)},
	} {
		s := newSite(t, Options{Cache: t.TempDir()}, always(made))
		if w := s.get(t, chartOf("1"), "chart.js"); w.Code != http.StatusServiceUnavailable || !strings.Contains(s.logged(), want) {
			t.Errorf("%d, and in the log: %s; want %q", w.Code, s.logged(), want)
		}
	}
}

// What makes bundles is not ours: if it panics, that is an error of this bundle.
func TestMakerPanics(t *testing.T) {
	s := newSite(t, Options{}, func(context.Context, Kind) (Bundle, error) { panic("ouch") })
	if w := s.get(t, chartOf("1"), "chart.js"); w.Code != http.StatusServiceUnavailable || !strings.Contains(s.logged(), "panic: ouch") {
		t.Errorf("%d, in the log: %s", w.Code, s.logged())
	}
}

// The kinds that a program may have are bounded.
func TestKindsAreBounded(t *testing.T) {
	s := newSite(t, Options{}, nil)
	for i := range maxKinds {
		if _, err := s.Add(chartOf(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Add(chartOf("0")); err != nil {
		t.Errorf("a kind that is known: %v", err)
	}
	if _, err := s.Add(chartOf("more")); err == nil || !strings.Contains(err.Error(), "more than 1000 kinds") {
		t.Errorf("one kind more: %v", err)
	}
}

// Many who ask at once wait for one making. Who goes away does not end it.
func TestOneMaking(t *testing.T) {
	begun, finish := make(chan bool, 1), make(chan bool)
	s := newSite(t, Options{}, func(context.Context, Kind) (Bundle, error) {
		begun <- true
		<-finish
		return bundleOf("1"), nil
	})
	folder, err := s.Add(chartOf("1"))
	if err != nil {
		t.Fatal(err)
	}
	impatient, leave := context.WithCancel(t.Context())
	gone := make(chan int, 1)
	go func() {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequestWithContext(impatient, "GET", "/"+folder+"/chart.js", nil))
		gone <- w.Code
	}()
	waitfor.Value(t, "the making", begun)
	leave()
	if code := waitfor.Value(t, "the end of the one who left", gone); code != http.StatusServiceUnavailable {
		t.Errorf("the one who left got %d", code)
	}
	codes := make(chan int, 20)
	for range cap(codes) {
		go func() {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/"+folder+"/chart.js", nil))
			codes <- w.Code
		}()
	}
	close(finish)
	for range cap(codes) {
		if code := waitfor.Value(t, "an answer", codes); code != 200 {
			t.Errorf("one got %d", code)
		}
	}
	if s.made != 1 {
		t.Errorf("made %d times", s.made)
	}
}

// An attempt that fails says so once, with what to do, and is repeated after a while.
func TestFailedAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		failing := true
		s := newSite(t, Options{Cache: t.TempDir()}, func(context.Context, Kind) (Bundle, error) {
			if failing {
				return nil, errors.New("the registry is not there")
			}
			return bundleOf("1"), nil
		})
		for range 3 {
			w := s.get(t, chartOf("1"), "chart.js")
			if w.Code != http.StatusServiceUnavailable || w.Header().Get("Cache-Control") != "no-store" {
				t.Fatalf("%d %v", w.Code, w.Header())
			}
		}
		if n := strings.Count(s.logged(), "\n"); n != 1 || s.made != 1 {
			t.Errorf("tried %d times, %d lines in the log: %s", s.made, n, s.logged())
		}
		for _, want := range []string{"kind=chart", "the registry is not there", "panelgo assets pull -o DIR", "--assets DIR"} {
			if !strings.Contains(s.logged(), want) {
				t.Errorf("the log has no %q: %s", want, s.logged())
			}
		}
		failing = false
		time.Sleep(retryAfter)
		if w := s.get(t, chartOf("1"), "chart.js"); w.Code != 200 || s.made != 2 {
			t.Errorf("after a while: %d, tried %d times", w.Code, s.made)
		}
	})
}

// Where the packages cannot be had, a module that does without them stands in, with what
// it imports of the kind's own.
func TestPlainModule(t *testing.T) {
	k := chartOf("import 'lines'")
	for name, text := range map[string]string{"chart.plain.js": "import './own.js'", "own.js": "1", "notes.txt": "2"} {
		k.Files.(fstest.MapFS)[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s := newSite(t, Options{}, nil)
	for name, want := range map[string]string{"chart.js": "import './own.js'", "own.js": "1", "chart.plain.js": "import './own.js'"} {
		w := s.get(t, k, name)
		if w.Code != 200 || w.Body.String() != want || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%s: %d %v %q", name, w.Code, w.Header(), w.Body)
		}
	}
	for _, name := range []string{"gone.js", "notes.txt", "assets.lock", "../chart/own.js"} {
		if w := s.get(t, k, name); w.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: %d %q", name, w.Code, w.Body)
		}
	}
}

// A program that makes none says where to take it from.
func TestWithoutMaker(t *testing.T) {
	s := newSite(t, Options{Dir: "/srv/ready"}, nil)
	w := s.get(t, chartOf("1"), "chart.js")
	if n := strings.Count(s.logged(), "\n"); n != 1 {
		t.Errorf("%d lines in the log: %s", n, s.logged())
	}
	for _, want := range []string{"is not in --assets /srv/ready", "panelgo assets pull -o DIR", "--assets DIR"} {
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(s.logged(), want) {
			t.Errorf("%d; %q is not in the log: %s", w.Code, want, s.logged())
		}
	}
}

// A making that does not end is given up, as is one that the server's end meets.
func TestMakingIsBounded(t *testing.T) {
	endless := func(ctx context.Context, k Kind) (Bundle, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, Options{}, endless)
		if w := s.get(t, chartOf("1"), "chart.js"); w.Code != http.StatusServiceUnavailable || !strings.Contains(s.logged(), "given up after 5m0s") {
			t.Errorf("%d, in the log: %s", w.Code, s.logged())
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, Options{}, endless)
		time.AfterFunc(time.Second, s.Close)
		if w := s.get(t, chartOf("1"), "chart.js"); w.Code != http.StatusServiceUnavailable || s.logged() != "" {
			t.Errorf("%d, in the log: %s", w.Code, s.logged())
		}
		if w := s.get(t, chartOf("1"), "chart.js"); w.Code != http.StatusServiceUnavailable || s.made != 1 {
			t.Errorf("after the end: %d, made %d times", w.Code, s.made)
		}
	})
}

// A cache that cannot be written costs a line in the log, and nothing else.
func TestCacheThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, Options{Cache: filepath.Join(file, "cache")}, always(bundleOf("1")))
	if w := s.get(t, chartOf("1"), "chart.js"); w.Code != 200 || !strings.Contains(s.logged(), "is not kept") {
		t.Errorf("%d, in the log: %s", w.Code, s.logged())
	}
}
