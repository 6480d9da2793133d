package server_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn/pntest"
)

var (
	runtimeURL = regexp.MustCompile(`id="pn-runtime"[^>]* href="([^"]*)"`)
	besideIt   = regexp.MustCompile(`data-(?:styles|dev|modules)="([^"]*)"`)
	link       = regexp.MustCompile(`<a[^>]* href="([^"#]*)"`)
)

// resolved is a reference of a page as a browser takes it: the scripts and styles that the
// runtime loads stand beside the runtime.
func resolved(t *testing.T, base, ref string) string {
	t.Helper()
	b, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	to, err := b.Parse(ref)
	if err != nil {
		t.Fatal(err)
	}
	return to.String()
}

// references are the addresses of all that a page names, as a browser takes them.
func references(t *testing.T, at, body string) (out []string) {
	t.Helper()
	for _, m := range link.FindAllStringSubmatch(body, -1) {
		out = append(out, resolved(t, at, m[1]))
	}
	m := runtimeURL.FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("%s names no runtime: %.300s", at, body)
	}
	runtime := resolved(t, at, m[1])
	for _, m := range besideIt.FindAllStringSubmatch(body, -1) {
		for _, one := range strings.Fields(m[1]) {
			out = append(out, resolved(t, runtime, one))
		}
	}
	return append(out, runtime)
}

// Pages hold below any path, whatever takes it off, and the bytes of a view are the same
// below all of them: what they name is found there, redirects stay there, and they go live.
func TestPagesHoldBelowAnyPath(t *testing.T) {
	dir := folder(t, map[string]string{"größe.go": hello, "app.go": hello, "st/sub/index.html": "i", "st/a(1).txt": "a"})
	for _, prefix := range []string{"", "/tools", "/werkzeug/größen"} {
		h := handler(t, func(o *panelgo.Options) {
			reuse(o)
			o.Prefix, o.Dev = prefix, true
			o.StaticDirs = map[string]string{"st": filepath.Join(dir, "st"), "{größe} 1": filepath.Join(dir, "st")}
			o.Added = append(o.Added, gauge{})
		}, filepath.Join(dir, "app.go"), filepath.Join(dir, "größe.go"))
		direct := pntest.Serve(t, h)
		inside := serveHTTP(t, http.StripPrefix("/in/side", h)) + "/in/side"
		views := map[string]string{}
		for name, root := range map[string]string{
			"alone":                         direct,
			"behind a proxy":                proxy(t, "/team/x", nil, direct),
			"behind a proxy, outside ASCII": proxy(t, "/größe x", nil, direct),
			"in another program":            inside,
			"in one behind a proxy":         proxy(t, "/a/b/c", nil, inside),
		} {
			t.Run("prefix "+prefix+", "+name, func(t *testing.T) {
				root += (&url.URL{Path: prefix}).EscapedPath()
				for path, status := range map[string]int{
					"/": 200, "/app": 200, "/gr%C3%B6%C3%9Fe": 200, "/app?a=/b/c": 200, "/none": 404, "/x/y": 404, "/x/y/": 404, "/x%2Fy": 404, "/x/y/z/": 404,
				} {
					page := get(t, root+path)
					if page.status != status {
						t.Fatalf("%s answers %d, want %d", path, page.status, status)
					}
					for _, to := range references(t, root+path, page.body) {
						if got := get(t, to); got.status != http.StatusOK || !strings.HasPrefix(to, root+"/") {
							t.Errorf("%s names %s, which answers %d", path, to, got.status)
						}
					}
					if first := views[path]; first == "" {
						views[path] = page.body
					} else if first != page.body {
						t.Errorf("%s is another page here", path)
					}
				}
				for _, path := range []string{"/st/a(1).txt", "/%7Bgr%C3%B6%C3%9Fe%7D%201/a(1).txt", "/%7Bgr%c3%b6%c3%9fe%7d%201/%61%281).txt"} {
					if got := get(t, root+path); got.status != http.StatusOK || got.body != "a" {
						t.Errorf("%s answers %d %s", path, got.status, got.body)
					}
				}
				for from, to := range map[string]string{
					"/app/": "/app", "//app": "/app", "/app//": "/app/", "/./app": "/app", "/st/../app": "/app", "/x/./y/../../app": "/app",
					"/gr%C3%B6%C3%9Fe/?a=b": "/gr%C3%B6%C3%9Fe?a=b", "/st": "/st/", "/st/sub": "/st/sub/", "/%7Bgr%C3%B6%C3%9Fe%7D%201": "/%7Bgr%C3%B6%C3%9Fe%7D%201/",
					"/_panelgo": "/_panelgo/", "/_panelgo/plugins/gauge": "/_panelgo/plugins/gauge/", "/_panelgo//x": "/_panelgo/x",
				} {
					got := ask(t, http.MethodGet, root+from)
					where, err := got.Location()
					if err != nil || where.String() != root+to {
						t.Errorf("%s: %s to %v, want %s (%v)", from, got.Status, where, to, err)
					}
				}
				if got := get(t, root+"/x/../../app").status; got != http.StatusNotFound {
					t.Errorf("what is above the root answers %d", got)
				}
				pntest.Visit(t, root+"/app").WaitText(".pn-text", "hello")
			})
		}
	}
}

// The app that the index shows is the same view there as at its own address, and the
// only app is led to.
func TestIndexBelowAnyPath(t *testing.T) {
	app := script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("hello")) }`)
	other := script(t, "other.go", `func App(s *pn.Session) { s.Main(pn.Text("other")) }`)
	direct := serve(t, func(o *panelgo.Options) { reuse(o); o.Index = "app" }, app, other)
	root := proxy(t, "/team/x", nil, direct)
	if at, own := get(t, root+"/"), get(t, root+"/app"); at.body != own.body || at.header.Get("ETag") != own.header.Get("ETag") {
		t.Error("the index is another page than its app's own")
	}
	for _, at := range []string{"/", "/app"} {
		for _, to := range references(t, root+at, get(t, root+at).body) {
			if got := get(t, to).status; got != http.StatusOK {
				t.Errorf("%s names %s, which answers %d", at, to, got)
			}
		}
		pntest.Visit(t, root+at).WaitText(".pn-text", "hello")
	}
	one := proxy(t, "/team/x", nil, serve(t, plain, app))
	if to, err := ask(t, http.MethodGet, one+"/?a=b").Location(); err != nil || to.String() != one+"/app?a=b" {
		t.Errorf("the index leads to %v, %v", to, err)
	}
}

// Where http.StripPrefix leaves nothing of a path, the address gets its slash.
func TestMountedWithoutASlash(t *testing.T) {
	h := handler(t, plain, script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("hello")) }`))
	pntest.Serve(t, h)
	root := serveHTTP(t, http.StripPrefix("/in/side", h)) + "/in/side"
	if to, err := ask(t, http.MethodGet, root+"?a=b").Location(); err != nil || to.String() != root+"/?a=b" {
		t.Errorf("it leads to %v, %v", to, err)
	}
}

// With Options.RootPath the address that the server prints leads to its pages, as that of the
// proxy does.
func TestRootPathWithoutItsProxy(t *testing.T) {
	one, two := map[string]string{"app.go": hello}, map[string]string{"app.go": hello, "team.go": hello}
	for name, test := range map[string]struct {
		prefix, root string
		apps         map[string]string
		paths        map[string]int // below the prefix
	}{
		"one app":                   {"", "/team/x", one, map[string]int{"/": 200, "/app": 200, "/app/": 200, "/team/x": 200, "/team/x/app?a=1": 200, "/team/x/none": 404, "/team/app": 404}},
		"of the app's name":         {"", "/app", one, map[string]int{"/": 200, "/app": 200, "/app/": 200, "/app/app": 200, "/app/none": 404}},
		"of a static folder's name": {"", "/st", one, map[string]int{"/": 404, "/app": 200, "/st/a.txt": 200}},
		"several apps":              {"", "/team", two, map[string]int{"/": 200, "/team": 200, "/team/app": 200, "/team/team": 200}},
		"a prefix besides":          {"/tools", "/team", one, map[string]int{"/": 200, "/app": 200}},
		"a prefix that it has":      {"/tools", "/team/tools", one, map[string]int{"/": 200, "/app": 200}},
		"outside ASCII":             {"", "/größe", one, map[string]int{"/": 200, "/gr%C3%B6%C3%9Fe/app": 200}},
	} {
		t.Run(name, func(t *testing.T) {
			st := folder(t, map[string]string{"a.txt": "a"})
			dir := folder(t, test.apps)
			var scripts []string
			for file := range test.apps {
				scripts = append(scripts, filepath.Join(dir, file))
			}
			server := serve(t, func(o *panelgo.Options) {
				o.Prefix, o.RootPath, o.StaticDirs = test.prefix, test.root, map[string]string{"st": st}
			}, scripts...)
			front := proxy(t, test.root, nil, server)
			if !strings.HasSuffix(test.root, test.prefix) {
				front += test.prefix
			}
			status := func(at string) int {
				response, err := http.Get(at)
				if err != nil {
					t.Fatal(err)
				}
				response.Body.Close()
				return response.StatusCode
			}
			for path, want := range test.paths {
				if got := status(server + test.prefix + path); got != want {
					t.Errorf("%s of the server: %d, want %d", path, got, want)
				}
			}
			for _, path := range []string{"/", "/app"} {
				if got := status(front + path); got != http.StatusOK {
					t.Errorf("%s of the proxy: %d", path, got)
				}
			}
			if name != "of a static folder's name" && test.prefix == "" {
				pntest.Visit(t, server+(&url.URL{Path: test.root}).EscapedPath()+"/app").WaitText(".pn-text", "hello")
			}
		})
	}
}
