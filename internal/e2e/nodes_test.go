package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/gorilla/websocket"
)

// Two servers behind a proxy that hands each request to the other of them, and takes a
// path off: pages go live and stay live, over sockets and over streams, and keep what
// their visitor has put in when they come back at the other server.
func TestTwoServers(t *testing.T) {
	for name, sockets := range map[string]bool{"sockets": true, "streams": false} {
		for _, strip := range []string{"", "/team/x"} {
			t.Run(name+" at "+strip+"/", func(t *testing.T) {
				var nodes [2]*site
				var targets [2]*url.URL
				for i := range nodes {
					nodes[i] = serve(t, "testdata/cities.go", nil)
					to, err := url.Parse(nodes[i].url)
					if err != nil {
						t.Fatal(err)
					}
					targets[i] = to
				}
				var turn atomic.Uint64
				transport := &http.Transport{}
				front := &httputil.ReverseProxy{Transport: transport, Rewrite: func(r *httputil.ProxyRequest) {
					r.SetURL(targets[turn.Add(1)%2])
					r.Out.Host = r.In.Host
				}}
				web := httptest.NewServer(http.StripPrefix(strip, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if !sockets && websocket.IsWebSocketUpgrade(r) {
						http.Error(w, "no WebSockets here", http.StatusBadRequest)
						return
					}
					body, err := io.ReadAll(r.Body) // else httputil.ReverseProxy cuts an answer that begins while it looks for the body's end
					if err != nil {
						return
					}
					r.Body = io.NopCloser(bytes.NewReader(body))
					front.ServeHTTP(w, r)
				})))
				t.Cleanup(func() {
					web.CloseClientConnections()
					web.Close()
					transport.CloseIdleConnections()
				})
				p := open(t, web.URL+strip+"/cities")
				clicks, moves := 0, 0
				for days := 2; days < 6; days++ {
					p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.ArrowRight))
					p.shows(".days", fmt.Sprint(days, " days"))
					p.JS(`window.back = new Promise(done => new MutationObserver(() => document.documentElement.dataset.pnState == 'live' && done())
						.observe(document.documentElement, {attributeFilter: ['data-pn-state']})); 0`)
					if sockets {
						nodes[0].dropAny()
						nodes[1].dropAny()
					} else {
						web.CloseClientConnections()
					}
					p.JS(`back`)
					clicks++
					if toasts := p.Ask(`document.querySelectorAll('.pn-toast').length`); toasts != fmt.Sprint(moves) {
						clicks, moves = 1, moves+1 // at the other server, which says so
					}
					p.Do(chromedp.Click(button))
					p.shows("[data-pn=text]", fmt.Sprint("clicked ", clicks)) // so the session's page is there
					p.shows(".days", fmt.Sprint(days, " days"))
				}
				p.wantSamePage()
			})
		}
	}
}
