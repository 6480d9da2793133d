package server_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn/pntest"
)

// proxy stands in front of servers until the test ends, and hands each request to the
// next of them. It takes a path off. say changes what the servers get; nil changes
// nothing.
func proxy(t *testing.T, strip string, say func(*httputil.ProxyRequest), servers ...string) string {
	t.Helper()
	targets := make([]*url.URL, len(servers))
	for i, server := range servers {
		to, err := url.Parse(server)
		if err != nil {
			t.Fatal(err)
		}
		targets[i] = to
	}
	transport := &http.Transport{}
	var turn atomic.Uint64
	front := &httputil.ReverseProxy{Transport: transport, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(targets[int(turn.Add(1)-1)%len(targets)])
		r.Out.Host = r.In.Host
		if say != nil {
			say(r)
		}
	}}
	strip = (&url.URL{Path: strip}).EscapedPath()
	t.Cleanup(transport.CloseIdleConnections)
	return serveHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, below := strings.CutPrefix(r.URL.EscapedPath(), strip)
		path, err := url.PathUnescape(rest)
		if !below || err != nil {
			t.Errorf("the proxy is asked for %s, which is not below %s", r.URL, strip)
		}
		r.URL.Path, r.URL.RawPath = path, rest
		// With the body at hand: httputil.ReverseProxy cuts an answer that begins while it
		// still looks for the end of the body.
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		front.ServeHTTP(w, r)
	})) + strip
}

// serveHTTP serves a handler until the test ends.
func serveHTTP(t *testing.T, h http.Handler) string {
	t.Helper()
	web := httptest.NewServer(h)
	t.Cleanup(func() {
		web.CloseClientConnections()
		web.Close()
	})
	return web.URL
}

// A trusted proxy says who the client is and what it asked for: that is what scripts see,
// what sessions are counted by, and what the origin of a page is compared with. Another is
// not believed, and the log says by which flag it would be.
func TestWhatAProxySays(t *testing.T) {
	app := script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text(s.RemoteAddr() + " at " + s.RequestHeader("Host"))) }`)
	for name, test := range map[string]struct {
		trusted []string
		shows   string
		seen    int // status for a page of the public origin
	}{
		"by default":   {nil, "203.0.113.7:0 at public.example", http.StatusNoContent},
		"by address":   {[]string{"192.0.2.1", "127.0.0.1"}, "203.0.113.7:0 at public.example", http.StatusNoContent},
		"not at all":   {[]string{"none"}, "127.0.0.1:", http.StatusForbidden},
		"only another": {[]string{"192.0.2.0/24"}, "127.0.0.1:", http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			var log journal
			inner := serve(t, func(o *panelgo.Options) {
				o.TrustedProxies, o.MaxSessionsPerClient, o.Log = test.trusted, 2, logTo(&log)
				o.CheckUnused = time.Hour // the sessions stay while they are counted
			}, app)
			at := proxy(t, "", func(r *httputil.ProxyRequest) {
				r.Out.Host = "inner"
				r.Out.Header.Set("X-Forwarded-For", r.In.Header.Get("From"))
				r.Out.Header.Set("X-Forwarded-Host", "public.example")
				r.Out.Header.Set("X-Forwarded-Proto", "https")
			}, inner) + "/app"
			if page := get(t, at, "From", "192.0.2.66, 203.0.113.7").body; !strings.Contains(page, test.shows) {
				t.Errorf("%q is not in %s", test.shows, page)
			}
			for origin, want := range map[string]int{"https://public.example": test.seen, "http://public.example": http.StatusForbidden} {
				if got := post(t, at, "probe", "", "Origin", origin).StatusCode; got != want {
					t.Errorf("a page of %s is answered %d, want %d", origin, got, want)
				}
			}
			for from, status := range map[string]int{"203.0.113.8": http.StatusOK, "203.0.113.9": http.StatusOK} {
				get(t, at, "From", from)
				if got := get(t, at, "From", from).status; got != status && test.seen == http.StatusNoContent {
					t.Errorf("the second session of %s: %d", from, got)
				}
				if got := get(t, at, "From", from).status; got != http.StatusTooManyRequests {
					t.Errorf("the third session of %s: %d", from, got)
				}
			}
			want := 0
			if test.seen != http.StatusNoContent {
				want = 1
			}
			if got := log.lines("not believed", "127.0.0.1", "--trusted-proxies=127.0.0.1"); len(got) != want {
				t.Errorf("the log says %q", got)
			}
		})
	}
}

// Where the path that a proxy takes off is known, redirects name it: they are right also if
// the proxy leads its own address without a slash to the server's root. One that takes off
// what the server has as its prefix is understood.
func TestKnownPublicPath(t *testing.T) {
	app := script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("hello")) }`)
	for name, test := range map[string]struct {
		options  func(*panelgo.Options)
		said     []string // X-Forwarded-Prefix
		at       string   // a path that the server gets
		location string
	}{
		"a proxy says it":             {plain, []string{"/team/x"}, "/?a=b", "/team/x/app?a=b"},
		"outside ASCII":               {plain, []string{"/größe"}, "/", "/gr%C3%B6%C3%9Fe/app"},
		"two proxies":                 {plain, []string{"/team", "/x"}, "/app/", "/team/x/app"},
		"an option":                   {func(o *panelgo.Options) { o.RootPath = "team/x/" }, nil, "/", "/team/x/app"},
		"a proxy knows better":        {func(o *panelgo.Options) { o.RootPath = "/other" }, []string{"/team/x"}, "/", "/team/x/app"},
		"besides a prefix":            {func(o *panelgo.Options) { o.Prefix = "/tools" }, []string{"/team/x"}, "/tools/", "/team/x/tools/app"},
		"to the prefix":               {func(o *panelgo.Options) { o.Prefix = "/tools" }, []string{"/team/x"}, "/tools", "/team/x/tools/"},
		"with the prefix":             {func(o *panelgo.Options) { o.Prefix = "/x" }, []string{"/team/x"}, "/", "/team/x/app"},
		"the prefix, but left":        {func(o *panelgo.Options) { o.Prefix = "/x" }, []string{"/team/x"}, "/x/", "/team/x/app"},
		"an option with the prefix":   {func(o *panelgo.Options) { o.Prefix, o.RootPath = "/x", "/x" }, nil, "/", "/x/app"},
		"nothing taken off":           {plain, []string{"/"}, "/", "/app"},
		"nothing said":                {plain, nil, "/", "./app"},
		"another host":                {plain, []string{"//evil.example"}, "/", "./app"},
		"a proxy that is not trusted": {func(o *panelgo.Options) { o.TrustedProxies = []string{"none"} }, []string{"/team/x"}, "/", "./app"},
	} {
		t.Run(name, func(t *testing.T) {
			url := serve(t, test.options, app)
			r, err := http.NewRequest(http.MethodGet, url+test.at, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header["X-Forwarded-Prefix"] = test.said
			answer, err := http.DefaultTransport.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if got := answer.Header.Get("Location"); answer.StatusCode != http.StatusFound || got != test.location {
				t.Errorf("%s to %q, want %q", answer.Status, got, test.location)
			}
		})
	}
}

// A proxy that takes off the server's own prefix, and says so, gets whole pages.
func TestPrefixTakenOff(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { o.Prefix = "/team/x" }, script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("hello")) }`))
	root := proxy(t, "/team/x", func(r *httputil.ProxyRequest) { r.Out.Header.Set("X-Forwarded-Prefix", "/team/x") }, url)
	for _, to := range append(references(t, root+"/app", get(t, root+"/app").body), root+"/app") {
		if got := get(t, to).status; got != http.StatusOK {
			t.Errorf("%s answers %d", to, got)
		}
	}
	pntest.Visit(t, root+"/app").WaitText(".pn-text", "hello")
}
