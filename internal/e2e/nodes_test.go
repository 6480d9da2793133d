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

// nodes are two servers behind a proxy that hands each request to the other of them, and
// takes a path off.
type nodes struct {
	url string
	cut func() // cuts all connections to the proxy but sockets

	sites [2]*site
	dead  [2]atomic.Bool
	turn  atomic.Uint64
}

func serveNodes(t *testing.T, strip string, sockets bool) *nodes {
	t.Helper()
	n := &nodes{}
	var targets [2]*url.URL
	for i := range n.sites {
		n.sites[i] = serve(t, "testdata/cities.go", nil)
		to, err := url.Parse(n.sites[i].url)
		if err != nil {
			t.Fatal(err)
		}
		targets[i] = to
	}
	transport := &http.Transport{}
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
		i := n.next(r)
		if n.dead[i].Load() {
			http.Error(w, "this server does not answer", http.StatusBadGateway)
			return
		}
		front := &httputil.ReverseProxy{Transport: transport, Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(targets[i])
			r.Out.Host = r.In.Host
		}}
		front.ServeHTTP(w, r)
	})))
	t.Cleanup(func() {
		web.CloseClientConnections()
		web.Close()
		transport.CloseIdleConnections()
	})
	n.url, n.cut = web.URL+strip+"/cities", web.CloseClientConnections
	return n
}

// next picks the server for a request. Pages and files, which a browser asks for once,
// never come to one that is dead.
func (n *nodes) next(r *http.Request) int {
	i := int(n.turn.Add(1) % 2)
	if n.dead[i].Load() && r.Method == http.MethodGet && !websocket.IsWebSocketUpgrade(r) {
		return 1 - i
	}
	return i
}

// kill has a server answer nothing any more.
func (n *nodes) kill(i int) {
	n.dead[i].Store(true)
	n.sites[i].dropAny()
	n.sites[i].cut()
}

// Behind two servers pages go live and stay live, over sockets and over streams, and keep
// what their visitor has put in when they come back at the other server.
func TestTwoServers(t *testing.T) {
	for name, sockets := range map[string]bool{"sockets": true, "streams": false} {
		for _, strip := range []string{"", "/team/x"} {
			t.Run(name+" at "+strip+"/", func(t *testing.T) {
				n := serveNodes(t, strip, sockets)
				p := open(t, n.url)
				clicks, moves := 0, 0
				for days := 2; days < 6; days++ {
					p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.ArrowRight))
					p.shows(".days", fmt.Sprint(days, " days"))
					p.JS(`window.back = new Promise(done => new MutationObserver(() => document.documentElement.dataset.pnState == 'live' && done())
						.observe(document.documentElement, {attributeFilter: ['data-pn-state']})); 0`)
					if sockets {
						n.sites[0].dropAny()
						n.sites[1].dropAny()
					} else {
						n.cut()
					}
					p.JS(`back`)
					p.Do(chromedp.Click(button))
					clicks++
					const heard, told = `document.querySelector('[data-pn=text]').textContent`, `document.querySelectorAll('.pn-toast').length`
					p.Wait(fmt.Sprintf(`%s == %d ? %s == 'clicked %d' : %s == 'clicked 1'`, told, moves, heard, clicks, heard))
					if p.Ask(told) != fmt.Sprint(moves) {
						clicks, moves = 1, moves+1 // at the other server, which says so
					}
					p.shows(".days", fmt.Sprint(days, " days"))
				}
				p.wantSamePage()
			})
		}
	}
}

// While one of two servers is dead, and the proxy goes on to hand it every other request,
// pages go live and stay live, and what a person does takes effect.
func TestDeadServer(t *testing.T) {
	for name, sockets := range map[string]bool{"sockets": true, "streams": false} {
		for i := range 2 {
			t.Run(fmt.Sprint(name, " from the start ", i), func(t *testing.T) {
				n := serveNodes(t, "", sockets)
				n.kill(i)
				p := open(t, n.url)
				for days := 2; days < 6; days++ {
					p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.ArrowRight))
					p.shows(".days", fmt.Sprint(days, " days"))
				}
				p.wantSamePage()
			})
			t.Run(fmt.Sprint(name, " in the middle ", i), func(t *testing.T) {
				n := serveNodes(t, "", sockets)
				p := open(t, n.url)
				for days := 2; days < 6; days++ {
					p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.ArrowRight))
					p.shows(".days", fmt.Sprint(days, " days"))
					if days == 3 {
						n.kill(i)
					}
				}
				p.Do(chromedp.Click(button))
				p.shows("[data-pn=text]", "clicked 1")
				p.wantSamePage()
			})
		}
	}
}
