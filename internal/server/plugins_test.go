package server_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
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
func (gauge) Styles() map[string]string { return map[string]string{"dial": ".pn-dial { color: teal }"} }
func (gauge) Assets() fs.FS {
	return fstest.MapFS{"dial.js": {Data: []byte("import './hand.js'")}, "hand.js": {Data: []byte("export default 1")}}
}
func (gauge) Modules() []string { return []string{"dial.js"} }
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

type dial struct {
	pn.Base[*dial]
	at int
}

func newDial(at int) *dial {
	d := &dial{at: at}
	return d.Init(d, "dial")
}

func (d *dial) Render(m *pn.Markup) { m.Open("div").Int("data-at", d.at).Close() }

var _ interface {
	plugins.SymbolProvider
	plugins.StyleProvider
	plugins.ModuleProvider
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
	modules := regexp.MustCompile(`data-modules="([^"]+)"`).FindStringSubmatch(page)
	if modules == nil {
		t.Fatalf("no module is named in the page")
	}
	module := resolved(t, resolved(t, url+"/app", runtimeURL.FindStringSubmatch(page)[1]), modules[1])
	if got := get(t, module).body; got != "import './hand.js'" {
		t.Errorf("the module is %q", got)
	}
	if got := get(t, strings.Replace(module, "dial.js", "hand.js", 1)).body; got != "export default 1" {
		t.Errorf("the module beside it is %q", got)
	}
	styles := regexp.MustCompile(`data-styles="([^"]+)"`).FindStringSubmatch(page)
	if got := get(t, resolved(t, module, "../../"+styles[1])).body; !strings.Contains(got, ".pn-dial{color:teal}") || !strings.Contains(got, ".pn-button") {
		t.Errorf("the styles of all components lack some: %.200s", got)
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
