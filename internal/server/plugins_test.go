package server_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
)

// gauge is a plugin with a component, its style and browser part, a symbol for
// scripts, and a route. It refuses requests from mallory.
type gauge struct{}

func (gauge) Name() string { return "gauge" }
func (gauge) Symbols() plugins.Symbols {
	return plugins.Symbols{"example.com/gauge/gauge": {"New": reflect.ValueOf(newDial)}}
}
func (gauge) Kinds() []pn.Kind { return []pn.Kind{dialKind} }
func (gauge) Routes() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "route of ", r.URL.Path) })
}
func (gauge) Authorize(r *http.Request) error {
	if r.Header.Get("From") == "mallory" {
		return errors.New("not you")
	}
	return nil
}
func (gauge) User(r *http.Request) string { return r.Header.Get("From") }

var dialKind = pn.Kind{
	Name: "dial", CSS: ".pn-dial { color: teal }",
	Module: "dial.js", Files: &fstest.MapFS{"dial.js": {Data: []byte("import './hand.js'")}, "hand.js": {Data: []byte("export default 1")}},
}

type dial struct {
	pn.Base[*dial]
	at int
}

func newDial(at int) *dial {
	d := &dial{at: at}
	return d.Init(d, dialKind)
}

func (d *dial) Render(m *pn.Markup) { m.Open("div").Int("data-at", d.at).Close() }

var _ interface {
	plugins.SymbolProvider
	plugins.KindProvider
	plugins.RouteProvider
	plugins.Authorizer
	plugins.Identifier
} = gauge{}

// A plugin's component shows in a script's page, with its style in the page,
// its module named, and its files and routes served.
func TestWhatAPluginBrings(t *testing.T) {
	path := script(t, "app.go", `package main
		import ("example.com/gauge"; "github.com/panelgo/panelgo/pn")
		func App(s *pn.Session) {
			s.Main(gauge.New(7), pn.Text("user " + s.User()))
		}`)
	url := pntest.Serve(t, withGauge(t, path))
	page := get(t, url+"/app", "From", "ann").body
	for _, part := range []string{`data-at="7"`, ".pn-dial{color:teal}", "user ann"} {
		if !strings.Contains(page, part) {
			t.Errorf("%s is not in the page", part)
		}
	}
	link := regexp.MustCompile(`<link rel="modulepreload" data-pn-kind="dial" href="([^"]+)">`).FindStringSubmatch(page)
	if link == nil {
		t.Fatalf("no module is named in the page")
	}
	module := resolved(t, url+"/app", link[1])
	if got := get(t, module).body; got != "import './hand.js'" {
		t.Errorf("the module is %q", got)
	}
	if got := get(t, strings.Replace(module, "dial.js", "hand.js", 1)).body; got != "export default 1" {
		t.Errorf("the module beside it is %q", got)
	}
	if got := get(t, url+"/_panelgo/plugins/gauge/a/b").body; got != "route of /a/b" {
		t.Errorf("the route answers %q", got)
	}
}

func withGauge(t *testing.T, path string) *panelgo.Server {
	t.Helper()
	h, err := panelgo.Handler([]string{path}, panelgo.WithOptions(panelgo.Defaults()), panelgo.WithPlugins(gauge{}))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// A refused visitor gets neither page nor route.
func TestRefusedByAPlugin(t *testing.T) {
	path := script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("secret")) }`)
	url := pntest.Serve(t, withGauge(t, path))
	for _, at := range []string{"/app", "/_panelgo/plugins/gauge/"} {
		if got := get(t, url+at, "From", "mallory").body; strings.Contains(got, "secret") || strings.Contains(got, "route of") || !strings.Contains(got, "not you") {
			t.Errorf("%s answers %.300s", at, got)
		}
	}
}

// leader is a plugin whose routes lead elsewhere.
type leader struct{}

func (leader) Name() string { return "leader" }
func (leader) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "route of ", r.URL.Path) })
	for from, to := range map[string]string{"/path": "/sub/done", "/sub/path": "/done?a=1", "/sub/name": "done", "/sub/up": "../done", "/away": "https://a.example/x", "/away2": "//a.example/x"} {
		mux.HandleFunc(from, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusSeeOther) })
	}
	mux.HandleFunc("/app", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "../../../app")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/hijack", func(w http.ResponseWriter, r *http.Request) {
		_ = w.(http.Flusher)
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			conn.Close()
		}
	})
	return mux
}

// Redirects of a plugin's routes stay below it, whatever takes a path off.
func TestRedirectsOfRoutes(t *testing.T) {
	for _, prefix := range []string{"", "/tools"} {
		h := handler(t, func(o *panelgo.Options) { o.Prefix, o.Added = prefix, append(o.Added, leader{}) }, script(t, "app.go", good))
		direct := pntest.Serve(t, h)
		says := func(r *httputil.ProxyRequest) { r.Out.Header.Set("X-Forwarded-Prefix", "/team/x") }
		for name, root := range map[string]string{
			"alone":                   direct,
			"behind a proxy":          proxy(t, "/team/x", nil, direct),
			"behind one that says so": proxy(t, "/team/x", says, direct),
			"in another program":      serveHTTP(t, http.StripPrefix("/in/side", h)) + "/in/side",
		} {
			at := root + prefix + "/_panelgo/plugins/leader"
			for from, to := range map[string]string{
				"/path": "route of /sub/done", "/sub/path": "route of /done", "/sub/name": "route of /sub/done", "/sub/up": "route of /done", "/app": "<title>",
			} {
				response, err := http.Get(at + from)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(response.Body)
				response.Body.Close()
				if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), to) {
					t.Errorf("%s, prefix %q: %s leads to %s: %d %.100s, %v", name, prefix, from, response.Request.URL, response.StatusCode, body, err)
				}
			}
			for from, to := range map[string]string{"/away": "https://a.example/x", "/away2": "//a.example/x"} {
				if got := get(t, at+from).header.Get("Location"); got != to {
					t.Errorf("%s: %s leads to %s", name, from, got)
				}
			}
		}
		if _, err := http.Get(direct + prefix + "/_panelgo/plugins/leader/hijack"); err == nil {
			t.Error("a connection was not taken over")
		}
	}
}
