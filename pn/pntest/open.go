package pntest

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
)

// Option changes how Open serves the app.
type Option func(*setup)

type setup struct {
	options panelgo.Options
	query   string
}

// Query opens the page with a query, such as "city=Paris".
func Query(query string) Option { return func(s *setup) { s.query = query } }

// With changes the options of the server, which begin as panelgo.Defaults().
func With(change func(*panelgo.Options)) Option {
	return func(s *setup) { change(&s.options) }
}

// Open serves an app until the test ends, opens its page and takes it live.
func Open(t testing.TB, app func(*pn.Session), options ...Option) *Page {
	t.Helper()
	s := apply(options)
	url := Serve(t, s.handler(t, nil, panelgo.WithApp("app", app)))
	return Visit(t, s.address(url+"/app"))
}

// OpenScript serves a script, which is a file or a folder, until the test ends,
// opens its page and takes it live.
func OpenScript(t testing.TB, path string, options ...Option) *Page {
	t.Helper()
	s := apply(options)
	h := s.handler(t, []string{path})
	return Visit(t, s.address(Serve(t, h)+"/"+h.Slugs()[0]))
}

// Serve serves a handler on loopback until the test ends, closes it then, and
// returns its URL.
func Serve(t testing.TB, h *panelgo.Server) string {
	t.Helper()
	web := httptest.NewUnstartedServer(h)
	web.Listener = h.Distant(web.Listener)
	web.Start()
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Errorf("close the server: %v", err)
		}
		web.Close()
	})
	return web.URL
}

func apply(options []Option) *setup {
	s := &setup{options: panelgo.Defaults()}
	for _, o := range options {
		o(s)
	}
	return s
}

func (s *setup) handler(t testing.TB, scripts []string, more ...panelgo.Option) *panelgo.Server {
	t.Helper()
	s.options.Strict = true // a page that says what is wrong is no app to test
	if s.options.Log == nil {
		s.options.Log = slog.New(slog.NewTextHandler(testLog{t}, nil))
	}
	h, err := panelgo.Handler(scripts, append([]panelgo.Option{panelgo.WithOptions(s.options)}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func (s *setup) address(url string) string {
	if s.query == "" {
		return url
	}
	return url + "?" + s.query
}

// testLog writes the server's log to the test's log.
type testLog struct{ t testing.TB }

func (l testLog) Write(p []byte) (int, error) {
	if context.Cause(l.t.Context()) == nil {
		l.t.Log(strings.TrimSpace(string(p)))
	}
	return len(p), nil
}
