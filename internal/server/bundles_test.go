package server_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
)

// globe is a plugin with a kind that needs packages.
type globe struct{ lock string }

const globeLock = "globe 1.0.0 sha512-KIMVnG68zvu5XXUbC4LQEPnhwOxBuLyW1AHtpm6IKTXImkbLgkMy+jabjLgSLMasNuGGzQm/ep3tOkyTxpiQIw==\n"

func (globe) Name() string { return "globe" }
func (g globe) Kinds() []pn.Kind {
	return []pn.Kind{{Name: "globe", Module: "globe.js", Files: &fstest.MapFS{
		"globe.js": {Data: []byte("import 'globe'")}, "globe.plain.js": {Data: []byte("plain")}, "assets.lock": {Data: []byte(g.lock)},
	}}}
}

// earth is a component of that kind.
type earth struct{ pn.Base[*earth] }

func newEarth(kind pn.Kind) *earth {
	e := &earth{}
	return e.Init(e, kind)
}

func (*earth) Render(m *pn.Markup) { m.Open("div").Text("flat").Close() }

// withGlobe serves an app that shows the component, and returns the URL of its module.
func withGlobe(t *testing.T, from bundles.Options) (h *panelgo.Server, module string) {
	t.Helper()
	g := globe{globeLock}
	kind := g.Kinds()[0]
	o := panelgo.Defaults()
	o.Bundles = from
	h, err := panelgo.Handler(nil, panelgo.WithOptions(o), panelgo.WithPlugins(g),
		panelgo.WithApp("app", func(s *pn.Session) { s.Main(newEarth(kind)) }))
	if err != nil {
		t.Fatal(err)
	}
	url := pntest.Serve(t, h)
	link := regexp.MustCompile(`data-pn-kind="globe" href="([^"]+)"`).FindStringSubmatch(get(t, url+"/app").body)
	if link == nil {
		t.Fatal("no module is named in the page")
	}
	return h, resolved(t, url+"/app", link[1])
}

// A kind that needs packages is served as a bundle, which is made when a browser asks for
// its module; without one, the module that needs none stands in.
func TestBundleOfAKind(t *testing.T) {
	made := 0
	h, module := withGlobe(t, bundles.Options{Make: func(context.Context, bundles.Kind) (bundles.Bundle, error) {
		made++
		return bundles.Bundle{"globe.js": []byte("round"), "LICENSES.txt": []byte("MIT")}, nil
	}})
	if made > 0 {
		t.Errorf("made %d times before a browser asked", made)
	}
	for range 2 {
		got := get(t, module)
		if got.body != "round" || !strings.Contains(got.header.Get("Cache-Control"), "immutable") {
			t.Errorf("the module is %q %v", got.body, got.header)
		}
	}
	if got := get(t, strings.Replace(module, "globe.js", "LICENSES.txt", 1)).body; got != "MIT" || made != 1 {
		t.Errorf("the licenses are %q, made %d times", got, made)
	}

	if st := h.Stats(); st.LibraryBytes != int64(len("round"+"MIT")) || st.MaxLibraryBytes <= st.LibraryBytes {
		t.Errorf("the figures say %d bytes of %d", st.LibraryBytes, st.MaxLibraryBytes)
	}

	_, module = withGlobe(t, bundles.Options{})
	if got := get(t, module); got.body != "plain" || got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("without a bundle the module is %q %v", got.body, got.header)
	}
}

// A lock file that is wrong stops the start, with plugin, kind and line.
func TestKindWithWrongLock(t *testing.T) {
	_, err := panelgo.Handler(nil, panelgo.WithPlugins(globe{"\nglobe latest\n"}), panelgo.WithApp("app", func(*pn.Session) {}))
	if err == nil || !strings.Contains(err.Error(), "plugin globe: kind globe: assets.lock:2: ") {
		t.Errorf("the server starts: %v", err)
	}
}

// The end of the server ends the making of a bundle.
func TestCloseWhileABundleIsMade(t *testing.T) {
	begun, ended := make(chan bool, 1), make(chan bool, 1)
	h, module := withGlobe(t, bundles.Options{Make: func(ctx context.Context, _ bundles.Kind) (bundles.Bundle, error) {
		begun <- true
		<-ctx.Done()
		ended <- true
		return nil, ctx.Err()
	}})
	asked := make(chan string, 1)
	go func() { asked <- get(t, module).body }()
	waitfor.Value(t, "the making", begun)
	if err := h.Close(); err != nil {
		t.Error(err)
	}
	waitfor.Value(t, "the end of the making", ended)
	if got := waitfor.Value(t, "an answer", asked); got != "plain" {
		t.Errorf("the answer is %q", got)
	}
}

var _ plugins.KindProvider = globe{}
