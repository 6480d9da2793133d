package e2e_test

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/chromium"
)

func TestMain(m *testing.M) { chromium.Main(m) }

// site is a server on loopback, and the network in front of it.
type site struct {
	t    *testing.T
	url  string
	apps *panelgo.Server
	cut  func() // cuts all connections but sockets, which drop cuts

	mu      sync.Mutex
	sockets []net.Conn
	silent  chan struct{}           // nothing is said until it is closed, see silence; nil for no silence
	gate    func(*http.Request) int // asked before a socket or a stream opens: 0, or a status to refuse it with
}

// serve serves a script or a folder until the test ends.
func serve(t *testing.T, path string, change func(*panelgo.Options)) *site {
	t.Helper()
	return serveAll(t, []string{path}, change)
}

// serveAll serves scripts, and what more adds, until the test ends.
func serveAll(t *testing.T, scripts []string, change func(*panelgo.Options), more ...panelgo.Option) *site {
	t.Helper()
	o := panelgo.Defaults()
	o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	if change != nil {
		change(&o)
	}
	apps, err := panelgo.Handler(scripts, append(more, panelgo.WithOptions(o))...)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, apps: apps}
	web := httptest.NewUnstartedServer(s.network(apps))
	web.Config.ConnState = s.watch
	web.Listener = mutable{apps.Distant(web.Listener), s}
	web.Start()
	t.Cleanup(func() {
		if err := apps.Close(); err != nil {
			t.Errorf("close the server: %v", err)
		}
		web.Close()
	})
	s.url, s.cut = web.URL, web.CloseClientConnections
	return s
}

func (s *site) network(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if websocket.IsWebSocketUpgrade(r) || r.Header.Get("Panelgo-Stream") == "panelgo.2" || r.Header.Get("Panelgo-Stream") == "probe" {
			s.mu.Lock()
			gate := s.gate
			s.mu.Unlock()
			if gate != nil {
				if status := gate(r); status != 0 {
					http.Error(w, "no socket now", status)
					return
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// watch keeps the connections that became sockets.
func (s *site) watch(c net.Conn, state http.ConnState) {
	if state == http.StateHijacked {
		s.mu.Lock()
		s.sockets = append(s.sockets, c)
		s.mu.Unlock()
	}
}

// guard sets gate for each socket or stream from now on; nil refuses none.
func (s *site) guard(gate func(*http.Request) int) {
	s.mu.Lock()
	s.gate = gate
	s.mu.Unlock()
}

// hold keeps sockets from opening until goOn is called.
func (s *site) hold() (goOn func()) {
	held := make(chan struct{})
	goOn = sync.OnceFunc(func() { close(held) })
	s.t.Cleanup(goOn)
	s.guard(func(*http.Request) int { <-held; return 0 })
	return goOn
}

// drop cuts all sockets as a network does: without a close frame.
func (s *site) drop() {
	if !s.dropAny() {
		s.t.Fatal("there is no socket to cut")
	}
}

// dropAny is drop where there may be no socket. It reports whether there was one.
func (s *site) dropAny() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	any := len(s.sockets) > 0
	for _, c := range s.sockets {
		c.Close()
	}
	s.sockets = nil
	return any
}

func refuse(*http.Request) int { return http.StatusServiceUnavailable }

// strip acts as a proxy that does not support WebSockets.
func strip(r *http.Request) int {
	if websocket.IsWebSocketUpgrade(r) {
		return http.StatusBadRequest
	}
	return 0
}

// script is a copy of a script of testdata that a test can edit.
type script struct {
	t    *testing.T
	file string
}

func copyScript(t *testing.T, name string) *script {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	s := &script{t, filepath.Join(t.TempDir(), name)}
	s.write(string(source))
	return s
}

func (s *script) write(source string) {
	s.t.Helper()
	if err := os.WriteFile(s.file, []byte(source), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// edit replaces a text in the script and returns the line it is in.
func (s *script) edit(old, now string) (line int) {
	s.t.Helper()
	source, err := os.ReadFile(s.file)
	if err != nil {
		s.t.Fatal(err)
	}
	before, _, found := strings.Cut(string(source), old)
	if !found {
		s.t.Fatalf("%q is not in the script", old)
	}
	s.write(strings.Replace(string(source), old, now, 1))
	return strings.Count(before, "\n") + 1
}

// tab is a page in the browser.
type tab struct{ *chromium.Tab }

func newTab(t *testing.T) *tab {
	t.Helper()
	return &tab{chromium.NewTab(t)}
}

// open goes to a page, waits until it is live and marks it.
func open(t *testing.T, url string) *tab {
	t.Helper()
	p := newTab(t)
	p.Visit(url)
	p.Live()
	p.JS(`window.mark = 'the page that was opened'`)
	return p
}

// wantSamePage fails if the page was loaded again since it was opened.
func (p *tab) wantSamePage() {
	p.T.Helper()
	p.Want(`window.mark`, "the page that was opened")
}

// loadAnew loads the page anew at once, and waits until it is live.
func (p *tab) loadAnew() {
	p.T.Helper()
	p.JS(`window.before = true`)
	p.Do(chromedp.Reload())
	p.Wait(`!window.before && document.documentElement.dataset.pnState == 'live'`)
}

// shows waits until an element has a text.
func (p *tab) shows(selector, text string) {
	p.T.Helper()
	p.Wait(`document.querySelector(` + chromium.Quote(selector) + `)?.textContent == ` + chromium.Quote(text))
}
