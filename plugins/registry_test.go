package plugins_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
)

type named string

func (n named) Name() string { return string(n) }

// gauge is a plugin with everything that a component can have besides its type.
type gauge struct{ named }

func (gauge) Symbols() plugins.Symbols {
	return plugins.Symbols{"example.com/gauge/gauge": {"New": reflect.ValueOf(func() int { return 1 })}}
}
func (gauge) Kinds() []pn.Kind {
	return []pn.Kind{{Name: "gauge", Module: "gauge.js", Files: &fstest.MapFS{"gauge.js": {Data: []byte("1")}}}}
}

// kinds is a plugin with kinds of component.
type kinds []pn.Kind

func (kinds) Name() string       { return "kinds" }
func (k kinds) Kinds() []pn.Kind { return k }

// guard lets in the visitors whom allow names.
type guard struct {
	named
	allow string
}

func (g guard) Authorize(r *http.Request) error {
	if r.Header.Get("From") != g.allow {
		return errors.New(g.Name() + " says no")
	}
	return nil
}
func (g guard) User(r *http.Request) string {
	return strings.TrimSuffix(r.Header.Get("From"), "@example.com")
}

func TestNewRegistry(t *testing.T) {
	tests := []struct {
		name    string
		plugins []plugins.Plugin
		want    string // parts of the error, separated by "|"
	}{
		{"none", nil, ""},
		{"two", []plugins.Plugin{named("charts"), gauge{"gauge-2"}}, ""},
		{"nil", []plugins.Plugin{nil}, "a plugin is nil"},
		{"no name", []plugins.Plugin{named("")}, `the name "" is not lower case letters`},
		{"a path", []plugins.Plugin{named("../x")}, `the name "../x" is not`},
		{"the same name", []plugins.Plugin{named("a"), named("a")}, "plugin a: there are two of that name"},
		{"the same package", []plugins.Plugin{gauge{"a"}, gauge{"b"}}, "plugin b: another plugin has the package example.com/gauge/gauge too"},
		{"a kind of two plugins", []plugins.Plugin{gauge{"a"}, kinds{{Name: "gauge"}}}, "plugin kinds: another plugin has the kind gauge too"},
		{"a kind twice", []plugins.Plugin{kinds{{Name: "gauge"}, {Name: "gauge"}}}, "plugin kinds: it has the kind gauge twice"},
		{"a kind of package pn", []plugins.Plugin{kinds{{Name: "card"}}}, "plugin kinds: package pn has the kind card too"},
		{"a kind without a name", []plugins.Plugin{kinds{{}}}, `plugin kinds: kind "": a kind's name is lower case letters`},
		{"no such module", []plugins.Plugin{kinds{{Name: "a", Module: "gone.js", Files: &fstest.MapFS{}}}}, "plugin kinds: kind a: the module gone.js is not among its files"},
		{"no files", []plugins.Plugin{kinds{{Name: "a", Module: "a.js"}}}, "plugin kinds: kind a: it has the module a.js and no Files"},
		{"no module", []plugins.Plugin{kinds{{Name: "a", Files: &fstest.MapFS{}}}}, "plugin kinds: kind a: it has Files and no Module"},
		{"files that do not compare", []plugins.Plugin{kinds{{Name: "a", Module: "a.js", Files: fstest.MapFS{}}}}, "cannot be compared: give an embed.FS"},
		{"a module elsewhere", []plugins.Plugin{kinds{{Name: "a", Module: "../a.js", Files: &fstest.MapFS{}}}}, `the module "../a.js" is no name of a file`},
		{"all at once", []plugins.Plugin{nil, named("A"), named("a"), named("a")}, `a plugin is nil|the name "A"|there are two`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := plugins.NewRegistry(test.plugins...)
			if test.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			for part := range strings.SplitSeq(test.want, "|") {
				if err == nil || !strings.Contains(err.Error(), part) {
					t.Errorf("%v, want %q in it", err, part)
				}
			}
		})
	}
}

// Capabilities are found by what a plugin implements.
func TestCapabilities(t *testing.T) {
	g := gauge{"gauge"}
	r, err := plugins.NewRegistry(named("plain"), g)
	if err != nil {
		t.Fatal(err)
	}
	if got := plugins.Having[plugins.KindProvider](r); len(got) != 1 || got[0].Name() != "gauge" {
		t.Errorf("plugins with kinds: %v", got)
	}
	if got := plugins.Having[plugins.RouteProvider](r); got != nil {
		t.Errorf("plugins with routes: %v", got)
	}
	if got := r.Symbols()["example.com/gauge/gauge"]["New"]; got.Kind() != reflect.Func {
		t.Errorf("New is %v", got)
	}
}

// Every Authorizer must agree; the first Identifier that knows the visitor
// decides.
func TestAuthorizeAndUser(t *testing.T) {
	r, err := plugins.NewRegistry(guard{"first", "ann@example.com"}, named("plain"), guard{"second", "ann@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(from string) *http.Request {
		q := httptest.NewRequest("GET", "/", nil)
		q.Header.Set("From", from)
		return q
	}
	if !r.Authorizes() {
		t.Error("nobody has a say")
	}
	if err := r.Authorize(ask("ann@example.com")); err != nil {
		t.Error(err)
	}
	if err := r.Authorize(ask("ben@example.com")); err == nil || err.Error() != "first says no" {
		t.Errorf("Ben: %v", err)
	}
	if got := r.User(ask("ann@example.com")); got != "ann" {
		t.Errorf("user %q", got)
	}
}

// A server without plugins needs no registry.
func TestNilRegistry(t *testing.T) {
	var r *plugins.Registry
	q := httptest.NewRequest("GET", "/", nil)
	if r.Plugins() != nil || r.Symbols() != nil || r.Authorizes() || r.Authorize(q) != nil || r.User(q) != "" {
		t.Error("a nil registry is not empty")
	}
}
