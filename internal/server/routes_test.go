package server_test

import (
	"io"
	"log/slog"
	"net/http"
	neturl "net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// folder writes the files of an app's folder, by name.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const hello = "package main\n\nimport \"github.com/panelgo/panelgo/pn\"\n\nfunc App(s *pn.Session) { s.Main(pn.Text(\"hello\")) }\n"

// ask sends a request without a body and follows no redirect.
func ask(t *testing.T, method, url string) *http.Response {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response
}

// A method that does not fit is told which do.
func TestMethods(t *testing.T) {
	dir := folder(t, map[string]string{"app.go": hello, "other.go": hello, "files/x.txt": "x"})
	url := serve(t, func(o *panelgo.Options) {
		o.Stats, o.Liveness, o.StaticDirs = true, true, map[string]string{"files": filepath.Join(dir, "files")}
	}, filepath.Join(dir, "app.go"), filepath.Join(dir, "other.go"))
	for _, test := range []struct{ method, path, allow string }{
		{"DELETE", "/app", "GET, HEAD, POST"},
		{"PUT", "/app", "GET, HEAD, POST"},
		{"OPTIONS", "/app", "GET, HEAD, POST"},
		{"POST", "/", "GET, HEAD"},
		{"POST", "/files/x.txt", "GET, HEAD"},
		{"POST", "/stats", "GET, HEAD"},
		{"DELETE", "/liveness", "GET, HEAD"},
	} {
		got := ask(t, test.method, url+test.path)
		if got.StatusCode != http.StatusMethodNotAllowed || got.Header.Get("Allow") != test.allow {
			t.Errorf("%s %s: %s, Allow %q; want 405 and %q", test.method, test.path, got.Status, got.Header.Get("Allow"), test.allow)
		}
	}
	for path, want := range map[string]int{"/app": 200, "/files/x.txt": 200, "/stats": 200, "/liveness": 200, "/nothing": 404} {
		if got := ask(t, "HEAD", url+path).StatusCode; got != want {
			t.Errorf("HEAD %s: %d, want %d", path, got, want)
		}
	}
}

// With a prefix every redirect stays below it, and letters outside ASCII work.
func TestRedirectsStayBelowThePrefix(t *testing.T) {
	dir := folder(t, map[string]string{"größe.go": hello, "app.go": hello, "st/sub/index.html": "i", "st/x.txt": "x"})
	for _, prefix := range []string{"/tools", "/werkzeug/größen"} {
		url := serve(t, func(o *panelgo.Options) {
			o.Prefix, o.StaticDirs = prefix, map[string]string{"st": filepath.Join(dir, "st")}
		}, filepath.Join(dir, "app.go"), filepath.Join(dir, "größe.go"))
		for _, path := range []string{"", "/app/", "/st", "/st/sub", "//app", "/app//", "/./app", "//st/x.txt", "/größe/", "/st/../app"} {
			at := url + prefix + path
			for range 3 { // redirects at most
				got := ask(t, "GET", at)
				if got.StatusCode < 300 || got.StatusCode >= 400 {
					if got.StatusCode != http.StatusOK && path != "/st" { // folders are not listed
						t.Errorf("%s%s ends at %s with %s", prefix, path, at, got.Status)
					}
					break
				}
				to, err := got.Location()
				if err != nil {
					t.Fatal(err)
				}
				if !strings.HasPrefix(to.Path, prefix+"/") {
					t.Errorf("%s%s leads to %s", prefix, path, to)
				}
				at = to.String()
			}
		}
		p := pntest.Visit(t, url+prefix+"/größe")
		p.WaitText(".pn-text", "hello")
	}
}

// In a folder of apps, one that cannot be served keeps none of the others from being
// served, unless the options say so; nor does it when its first view fails.
func TestOneBadScript(t *testing.T) {
	for name, bad := range map[string]map[string]string{
		"a mistake":             {"bad.go": "package main\nfunc App( {"},
		"a mistake of types":    {"bad.go": strings.Replace(hello, `"hello"`, `1`, 1)},
		"an unknown import":     {"bad.go": strings.Replace(hello, "import", "import _ \"golang.org/x/text/language\"\nimport", 1)},
		"a name with a space":   {"my report.go": hello},
		"a name that is taken":  {"stats.go": hello},
		"a static folder's":     {"files.go": hello},
		"a panic in --warm":     {"bad.go": strings.Replace(hello, `s.Main(pn.Text("hello"))`, `panic("x")`, 1)},
		"a panic of a variable": {"bad.go": hello + "\nvar _ = func() int { panic(\"x\") }()\n"},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"good.go": hello}
			for name, text := range bad {
				files[name] = text
			}
			dir := folder(t, files)
			quiet := func(o *panelgo.Options) {
				o.Warm, o.Stats, o.Log = true, true, slog.New(slog.DiscardHandler)
				o.StaticDirs = map[string]string{"/files/": dir}
				reuse(o)
			}
			url := serve(t, quiet, dir)
			if got := get(t, url+"/good"); got.status != http.StatusOK || !strings.Contains(got.body, "hello") {
				t.Errorf("the other app: %d %s", got.status, got.body)
			}
			for file := range bad {
				app := strings.TrimSuffix(file, ".go")
				if got := get(t, url+"/"+neturl.PathEscape(app)).status; app != "stats" && app != "files" && got != http.StatusInternalServerError {
					t.Errorf("the app itself: %d", got)
				}
			}
			o := panelgo.Defaults()
			quiet(&o)
			o.Strict = true
			if h, err := panelgo.Handler([]string{dir}, panelgo.WithOptions(o)); err == nil {
				h.Close()
				t.Error("a strict server has started")
			}
		})
	}
}

// A script that does not load has a page that says so, also where there is no other app: it
// is mended by an edit. One with a name that cannot stand in a URL has one too.
func TestPagesOfBadScripts(t *testing.T) {
	for name, test := range map[string]struct{ file, text, says string }{
		"a mistake":              {"bad.go", "package main\nfunc App( {", "bad.go:2"},
		"a mistake of types":     {"bad.go", strings.Replace(hello, `"hello"`, `1`, 1), "cannot use 1"},
		"no App":                 {"bad.go", "package main\n", "has no func App"},
		"an App of another type": {"bad.go", "package main\nfunc App() {}\n", "App is a func()"},
		"an import refused":      {"bad.go", "package main\nimport \"os/exec\"\nvar _ = exec.Command\nfunc App( {", "bad.go"},
		"nothing in it":          {"bad.go", "", "bad.go"},
		"a name with a space":    {"my report.go", hello, `the name &#34;my report&#34; cannot stand in a URL`},
		"a name with a dash":     {"-x.go", hello, `the name &#34;-x&#34; cannot stand in a URL`},
		"a name with marks":      {"50%?#.go", hello, `the name &#34;50%?#&#34; cannot stand in a URL`},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(folder(t, map[string]string{test.file: test.text}), test.file)
			at := "/" + neturl.PathEscape(strings.TrimSuffix(test.file, ".go"))
			for _, development := range []bool{false, true} {
				url := serve(t, func(o *panelgo.Options) { o.Dev, o.Log = development, slog.New(slog.DiscardHandler) }, file)
				got := get(t, url+at)
				says := "this app cannot be served: the log of the server says why"
				if development {
					says = test.says
				}
				if got.status != http.StatusInternalServerError || !strings.Contains(got.body, says) {
					t.Errorf("in development %v: %d %s", development, got.status, got.body)
				}
				if got := get(t, url+"/"); got.status != http.StatusFound || path.Join("/", got.header.Get("Location")) != at {
					t.Errorf("/ leads to %d %s, want %s", got.status, got.header.Get("Location"), at)
				}
				if test.file != "bad.go" {
					continue
				}
				if err := os.WriteFile(file, []byte(hello), 0o644); err != nil {
					t.Fatal(err)
				}
				waitfor.True(t, "the mended script to be served", func() bool { return get(t, url+at).status == http.StatusOK })
				if err := os.WriteFile(file, []byte(test.text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// Files that a dot hides are no apps: editors and systems put them beside scripts.
func TestHiddenScripts(t *testing.T) {
	dir := folder(t, map[string]string{"one.go": hello, "two.go": hello, ".#one.go": hello, "._two.go": "x"})
	if got := get(t, serve(t, plain, dir)+"/").body; strings.Contains(got, "#") && strings.Contains(got, ".%23one") || strings.Contains(got, "._two") {
		t.Errorf("the list of apps has hidden ones: %s", got)
	}
}

// What is posted to an app and is no message of a page gets a sentence, not a page that is
// not there.
func TestPostsThatAreNoMessages(t *testing.T) {
	url := serve(t, plain, script(t, "app.go", good))
	response, err := http.Post(url+"/app", "application/x-www-form-urlencoded", strings.NewReader("name=ada"))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusBadRequest || !strings.Contains(string(body), "with the header Panelgo-Stream") {
		t.Errorf("%d %s, %v", response.StatusCode, body, err)
	}
}

// A script that is put into a served folder is served, and so is one that becomes an app by
// an edit. The list of apps has them.
func TestScriptsThatCome(t *testing.T) {
	dir := folder(t, map[string]string{"one.go": hello, "two.go": hello, "helper.go": "package main\n"})
	url := serve(t, func(o *panelgo.Options) { o.Log = slog.New(slog.DiscardHandler) }, dir)
	if got := get(t, url+"/three").status; got != http.StatusNotFound {
		t.Fatalf("it is there before: %d", got)
	}
	for name, file := range map[string]string{"three": "three.go", "helper": "helper.go"} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(hello), 0o644); err != nil {
			t.Fatal(err)
		}
		waitfor.True(t, name+" to be served", func() bool { return get(t, url+"/"+name).status == http.StatusOK })
		pntest.Visit(t, url+"/"+name).WaitText(".pn-text", "hello")
		if !strings.Contains(get(t, url+"/").body, `/`+name+`"`) {
			t.Errorf("the list of apps does not have %s", name)
		}
	}
}

// A script that is put beside the one that made its folder an app is served, and so is this
// one, each at the name of its file. What was served before goes on.
func TestScriptsThatComeIntoTheFolderOfOneApp(t *testing.T) {
	for name, test := range map[string]struct{ first, second map[string]string }{
		"scripts":                    {map[string]string{"one.go": hello}, map[string]string{"two.go": hello}},
		"a script that stands alone": {map[string]string{"one.go": hello}, map[string]string{"two.go": "//go:build ignore\n\n" + hello}},
		"a helper, and a script":     {map[string]string{"one.go": hello, "helper.go": "package main\n"}, map[string]string{"two.go": hello, "more.go": "package main\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := folder(t, test.first)
			url := serve(t, func(o *panelgo.Options) { o.Log = slog.New(slog.DiscardHandler) }, dir)
			app := "/" + filepath.Base(dir)
			if one, whole := get(t, url+"/one").status, get(t, url+app).status; one != http.StatusNotFound || whole != http.StatusOK {
				t.Fatalf("one app: %d %d", one, whole)
			}
			for file, text := range test.second {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"one", "two"} {
				waitfor.True(t, name+" to be served", func() bool { return get(t, url+"/"+name).status == http.StatusOK })
			}
			if got := get(t, url+app).status; got != http.StatusOK {
				t.Errorf("the app that was there: %d", got)
			}
			if got := get(t, url+"/more").status; got != http.StatusNotFound {
				t.Errorf("a file without an app: %d", got)
			}
		})
	}
}
