package npm_test

import (
	"archive/tar"
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/npm"
	"github.com/panelgo/panelgo/internal/npm/npmtest"
	"github.com/panelgo/panelgo/internal/waitfor"
)

func TestMain(m *testing.M) { waitfor.Main(m) }

// configured is the registry at an address, with a token for it.
func configured(t *testing.T, address string) *npm.Registry {
	t.Helper()
	home := t.TempDir()
	_, host, _ := strings.Cut(address, "//")
	if err := os.WriteFile(filepath.Join(home, ".npmrc"), []byte("//"+host+"/:_authToken=mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := npm.Configured([]string{"npm_config_registry=" + address, "HOME=" + home})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func locked(t *testing.T, p npmtest.Package) npm.Package {
	t.Helper()
	lock, err := npm.ParseLock(npm.LockName, []byte(p.Lock()))
	if err != nil {
		t.Fatal(err)
	}
	return lock[0]
}

// fetch fetches a package that a registry has into a new folder.
func fetch(t *testing.T, p npmtest.Package) (dir string, err error) {
	t.Helper()
	registry := npmtest.New(p)
	t.Cleanup(registry.Close)
	dir = filepath.Join(t.TempDir(), "node_modules", p.Name)
	return dir, configured(t, registry.URL).Fetch(t.Context(), locked(t, p), dir)
}

// left lists what is in the folder of a package's folder.
func left(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "*"))
	hidden, err2 := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*"))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	return append(found, hidden...)
}

func TestFetch(t *testing.T) {
	for _, name := range []string{"lines", "@charts/lines"} {
		p := npmtest.Package{Name: name, Version: "1.2.3", Files: map[string]string{"index.js": "export default 1", "dist/deep/a.css": "a{}"}}
		registry := npmtest.New(p)
		t.Cleanup(registry.Close)
		dir := filepath.Join(t.TempDir(), "node_modules", name)
		if err := configured(t, registry.URL).Fetch(t.Context(), locked(t, p), dir); err != nil {
			t.Fatal(err)
		}
		for file, want := range p.Files {
			if got, err := os.ReadFile(filepath.Join(dir, file)); err != nil || string(got) != want {
				t.Errorf("%s: %q, %v", file, got, err)
			}
		}
		if found := left(t, dir); len(found) != 1 {
			t.Errorf("beside the package there is %q", found)
		}
		for _, q := range registry.Requests() {
			if q.Header.Get("Authorization") != "Bearer mine" {
				t.Errorf("%s came without the token", q.URL)
			}
		}
	}
}

// What is sent with another sum is not unpacked, and both sums are told.
func TestFetchAnotherSum(t *testing.T) {
	p := npmtest.Package{Name: "lines", Version: "1.2.3", Files: map[string]string{"index.js": "export default 1"}}
	want := locked(t, p)
	p.Files["index.js"] = "export default 2"
	registry := npmtest.New(p)
	t.Cleanup(registry.Close)
	dir := filepath.Join(t.TempDir(), "lines")
	err := configured(t, registry.URL).Fetch(t.Context(), want, dir)
	for _, part := range []string{"package lines 1.2.3: the sum of what " + registry.URL + "/ sent is not the lock's", want.Sum.String(), locked(t, p).Sum.String()} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v, want %q in it", err, part)
		}
	}
	if found := left(t, dir); len(found) > 0 {
		t.Errorf("there is %q", found)
	}
}

// A tarball holds regular files below one folder and nothing else, whatever its sum says.
func TestFetchBadTarballs(t *testing.T) {
	file := func(name string) tar.Header { return tar.Header{Name: name, Mode: 0o644, Typeflag: tar.TypeReg} }
	tests := []struct {
		name   string
		header tar.Header
		want   string // "" is no error
	}{
		{"a file", file("package/x.js"), ""},
		{"of another folder", file("lines-1.2.3/x.js"), ""},
		{"by the folder it is in", file("./package/./x.js"), ""},
		{"a folder", tar.Header{Name: "package/dist/", Typeflag: tar.TypeDir}, ""},
		{"of git", tar.Header{Name: "pax_global_header", Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "x"}}, ""},
		{"a link", tar.Header{Name: "package/x", Typeflag: tar.TypeSymlink, Linkname: "/etc"}, `"package/x" is a link: a package has regular files only`},
		{"a hard link", tar.Header{Name: "package/x", Typeflag: tar.TypeLink, Linkname: "package/y"}, `"package/x" is a link`},
		{"a pipe", tar.Header{Name: "package/x", Typeflag: tar.TypeFifo}, `"package/x" is not a regular file`},
		{"a device", tar.Header{Name: "package/x", Typeflag: tar.TypeChar}, `"package/x" is not a regular file`},
		{"out of the package", file("package/../../x.js"), `the name "package/../../x.js" leads out of the package`},
		{"out and in", file("package/a/../x.js"), "leads out of the package"},
		{"absolute", file("/etc/x"), `the name "/etc/x" leads out of the package`},
		{"with backslashes", file(`package/..\x.js`), "leads out of the package"},
		{"beside the package", file("x.js"), `"x.js" is not below the package's folder`},
		{"the folder itself", file("package"), `"package" is not below the package's folder`},
		{"no name", file(""), "is not below the package's folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			headers, content := []tar.Header{file("package/index.js"), test.header}, []string{"1", ""}
			if test.header.Typeflag == tar.TypeReg {
				content[1] = "2"
			}
			dir, err := fetch(t, npmtest.Package{Name: "lines", Version: "1.2.3", Raw: npmtest.Tarball(headers, content)})
			if test.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), "package lines 1.2.3: tarball: ") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
			if found := left(t, dir); len(found) > 0 {
				t.Errorf("there is %q", found)
			}
		})
	}
}

// A tarball is bounded, and whole.
func TestFetchTooMuch(t *testing.T) {
	many := make([]tar.Header, 50_001)
	for i := range many {
		many[i] = tar.Header{Name: "package/dir/", Typeflag: tar.TypeDir}
	}
	one := []tar.Header{{Name: "package/zeros", Typeflag: tar.TypeReg}}
	tests := []struct {
		name string
		raw  []byte
		want string
	}{
		{"files", npmtest.Tarball(many, make([]string, len(many))), "tarball: more than 50000 files"},
		{"packed", make([]byte, 64<<20+1), "larger than 67108864 bytes"},
		{"cut", npmtest.Tarball(one, []string{"zeros"})[:40], "tarball: unexpected EOF"},
		{"no tarball", []byte("<html>sign in</html>"), "tarball: gzip: invalid header"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, err := fetch(t, npmtest.Package{Name: "lines", Version: "1.2.3", Raw: test.raw})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
			if found := left(t, dir); len(found) > 0 {
				t.Errorf("there is %q", found)
			}
		})
	}
}

// What goes wrong at the registry is told with its address.
func TestFetchFromBadRegistries(t *testing.T) {
	p := npmtest.Package{Name: "lines", Version: "1.2.3", Files: map[string]string{"index.js": "1"}}
	other := p
	other.Version = "1.2.4"
	tests := []struct {
		name   string
		answer http.HandlerFunc
		want   string
	}{
		{"unknown", http.NotFound, "GET URL/lines: 404 Not Found"},
		{"sign in", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) }, "its answer is not the description of a package"},
		{"another version", func(w http.ResponseWriter, q *http.Request) {
			w.Write([]byte(`{"versions": {"1.2.4": {"dist": {"tarball": "http://x.test/"}}}}`))
		}, "registry URL/ has no version 1.2.3 of it"},
		{"no address", func(w http.ResponseWriter, q *http.Request) {
			w.Write([]byte(`{"versions": {"1.2.3": {"dist": {"tarball": "file:///etc/passwd"}}}}`))
		}, `the address of the tarball, "file:///etc/passwd", is not an http or https address`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewServer(test.answer)
			defer server.Close()
			err := configured(t, server.URL).Fetch(t.Context(), locked(t, p), filepath.Join(t.TempDir(), "lines"))
			want := strings.ReplaceAll(test.want, "URL", server.URL)
			if err == nil || !strings.Contains(err.Error(), "package lines 1.2.3: ") || !strings.Contains(err.Error(), want) {
				t.Errorf("%v, want %q", err, want)
			}
		})
	}

	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	if err := configured(t, gone.URL).Fetch(t.Context(), locked(t, p), filepath.Join(t.TempDir(), "lines")); err == nil || !strings.Contains(err.Error(), "registry "+gone.URL) {
		t.Errorf("%v, want the address of the registry that is not there", err)
	}
}

// A mirror that passes on the public registry's address of a tarball is asked itself.
func TestFetchFromMirror(t *testing.T) {
	p := npmtest.Package{Name: "lines", Version: "1.2.3", Files: map[string]string{"index.js": "1"}}
	mirror := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if strings.HasSuffix(q.URL.Path, ".tgz") {
			w.Write(p.Tarball())
			return
		}
		w.Write([]byte(`{"versions": {"1.2.3": {"dist": {"tarball": "` + npm.PublicRegistry + `lines/-/lines-1.2.3.tgz"}}}}`))
	}))
	defer mirror.Close()
	if err := configured(t, mirror.URL+"/npm").Fetch(t.Context(), locked(t, p), filepath.Join(t.TempDir(), "lines")); err != nil {
		t.Error(err)
	}
}

// A registry that never answers is given up when the caller wants.
func TestFetchIsGivenUp(t *testing.T) {
	asked := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		close(asked)
		<-q.Context().Done()
	}))
	defer silent.Close()
	ctx, giveUp := context.WithCancel(t.Context())
	p := npmtest.Package{Name: "lines", Version: "1.2.3", Raw: bytes.Repeat([]byte("x"), 10)}
	registry, want, dir := configured(t, silent.URL), locked(t, p), filepath.Join(t.TempDir(), "lines")
	done := make(chan error, 1)
	go func() { done <- registry.Fetch(ctx, want, dir) }()
	waitfor.Value(t, "a request", closed(asked))
	giveUp()
	if err := waitfor.Value(t, "the end of Fetch", done); err == nil || !strings.Contains(err.Error(), "context canceled") {
		t.Error(err)
	}
}

// closed sends a value when a channel is closed.
func closed(c <-chan struct{}) <-chan bool {
	out := make(chan bool, 1)
	go func() {
		<-c
		out <- true
	}()
	return out
}
