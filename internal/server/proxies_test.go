package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
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
