package browser_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/panelgo/panelgo/internal/waitfor"
)

// events is the response that carries a stream's events.
type events struct {
	cut  func()
	gate chan int // the status to answer each request with, or cutOff; nil for 204 at once
	told chan int // how many messages each request brought

	mu sync.Mutex
	w  http.ResponseWriter
}

// cutOff stands for no answer: the connection is cut.
const cutOff = -1

func (e *events) write(text string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.w != nil {
		e.w.Write([]byte(text))
		e.w.(http.Flusher).Flush()
	}
}

// noSockets acts as a proxy that does not support WebSockets.
func (s *server) noSockets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.strip = true
}

func (s *server) handshakes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refused
}

// stream is the server's side of a stream, as docs/protocol.md describes it.
func (s *server) stream(w http.ResponseWriter, r *http.Request, id string) {
	if r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
		s.t.Errorf("a request of a stream: %s, %v", r.Method, r.Header)
	}
	s.mu.Lock()
	c, refuse, gone := s.streams[id], s.refuse, s.gone
	s.mu.Unlock()
	switch {
	case refuse:
		http.Error(w, "not now", http.StatusServiceUnavailable)
	case id == "panelgo.2":
		s.openStream(w, r)
	case id == "probe" && !gone:
		w.WriteHeader(http.StatusNoContent)
	case c == nil:
		http.Error(w, "no such stream", http.StatusNotFound)
	default:
		c.takeList(w, r)
	}
}

func (s *server) openStream(w http.ResponseWriter, r *http.Request) {
	var hello map[string]any
	if err := json.NewDecoder(r.Body).Decode(&hello); err != nil {
		s.t.Error(err)
		return
	}
	cut := make(chan struct{})
	c := &socket{t: s.t, url: r.URL.String(), messages: make(chan map[string]any, 256)}
	c.events = &events{cut: sync.OnceFunc(func() { close(cut) }), told: make(chan int, 256), w: w}
	s.mu.Lock()
	if s.streams == nil {
		s.streams = map[string]*socket{}
	}
	id := fmt.Sprint("stream", len(s.streams))
	s.streams[id] = c
	s.mu.Unlock()
	c.messages <- hello
	w.Header().Set("Content-Type", "text/event-stream")
	c.events.write("event: open\ndata: " + id + "\n\n")
	s.sockets <- c
	defer func() {
		c.events.mu.Lock()
		c.events.w = nil
		c.events.mu.Unlock()
	}()
	select {
	case <-cut:
		panic(http.ErrAbortHandler)
	case <-r.Context().Done():
	}
}

func (c *socket) takeList(w http.ResponseWriter, r *http.Request) {
	var list []map[string]any
	if err := json.NewDecoder(r.Body).Decode(&list); err != nil {
		c.t.Error(err)
		return
	}
	c.events.told <- len(list)
	status := http.StatusNoContent
	if c.events.gate != nil {
		status = <-c.events.gate
	}
	if status == cutOff {
		panic(http.ErrAbortHandler)
	}
	if status != http.StatusNoContent {
		http.Error(w, "refused", status)
		return
	}
	for _, m := range list {
		c.messages <- m
	}
	w.WriteHeader(status)
}

// wantRequest waits for a request with so many messages.
func (c *socket) wantRequest(n int) {
	c.t.Helper()
	if got := waitfor.Value(c.t, "a request", c.events.told); got != n {
		c.t.Errorf("a request brings %d messages, want %d", got, n)
	}
}

// Where no WebSocket gets through, a page goes live over a stream.
func TestStream(t *testing.T) {
	s, p := serve(t, slider+button+`<div id="c3" data-pn="text">one</div>`), newTab(t)
	s.noSockets()
	p.Visit(s.url + "#part")
	c, hello := s.accept()
	if c.events == nil || c.url != "/app?city=Paris" || hello["view"] != "v1" || hello["last"] != 0. {
		t.Errorf("at %s came %v", c.url, hello)
	}
	c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
	p.Live()
	p.slide(8)
	c.wantEvents("1 c1 change 8")
	long := strings.Repeat("x\u2028 ", 100_000) // comes in many pieces
	c.patch(1, `["text","c3",[],"`+long+`"]`)
	p.Wait(`document.getElementById('c3').textContent.length == 300_000`)
	p.Do(chromedp.Click("#c2"))
	c.wantEvents("2 c2 click")
	if n := s.handshakes(); n != 2 {
		t.Errorf("%d WebSockets were tried, want 2", n)
	}
}

// A page whose stream is cut opens another at once, and tries no WebSocket
// again.
func TestCutStream(t *testing.T) {
	s, p := serve(t, slider+`<div id="c3" data-pn="text">one</div>`), newTab(t)
	s.noSockets()
	p.Visit(s.url)
	c := s.welcome()
	c.patch(0, `["text","c3",[],"two"]`)
	p.Wait(`document.getElementById('c3').textContent == 'two'`)
	for range 3 {
		c.cut()
		var hello map[string]any
		c, hello = s.accept()
		if hello["session"] != "s1" || hello["last"] != 1. || hello["view"] != nil {
			t.Errorf("hello: %v", hello)
		}
		c.send(`{"type":"welcome","session":"s1","resumed":true,"ack":0}`)
		p.Live()
		p.Want(banner, "null")
	}
	p.slide(9)
	c.wantEvents("1 c1 change 9")
	if n := s.handshakes(); n != 2 {
		t.Errorf("%d WebSockets were tried, want 2", n)
	}
}

// A page whose socket was once open has a socket again.
func TestNoStreamAfterASocket(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	s.noSockets()
	c.cut()
	waitfor.True(t, "the page to try WebSockets again", func() bool { return s.handshakes() >= 4 })
	s.mu.Lock()
	s.strip = false
	s.mu.Unlock()
	if c, hello := s.accept(); c.conn == nil || hello["session"] != "s1" {
		t.Errorf("a stream came, or another session: %v", hello)
	}
}

// A page sends one request at a time; events that happen meanwhile go together,
// in order.
func TestRequestsOfAStream(t *testing.T) {
	s, p := serve(t, button+`<button id="c4" data-pn="button" data-pn-sends="click" type="button">Other</button>`), newTab(t)
	s.noSockets()
	p.Visit(s.url)
	c, _ := s.accept()
	c.events.gate = make(chan int)
	c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
	p.Live()
	p.Do(chromedp.Click("#c2"))
	c.wantRequest(1)
	p.Do(chromedp.Click("#c4"), chromedp.Click("#c2"), chromedp.Click("#c4"))
	c.events.gate <- http.StatusNoContent
	c.wantRequest(3) // one that had not waited would have come before, with less
	c.events.gate <- http.StatusNoContent
	c.wantEvents("1 c2 click", "2 c4 click", "3 c2 click", "4 c4 click")
	c.events.write(":\n\n")
	c.wantRequest(0)
	c.events.gate <- http.StatusNoContent
}

// How a stream ends, or how a request is answered, decides what the page does.
func TestEndOfAStream(t *testing.T) {
	for _, tt := range []struct {
		status, code int
		banner       string
	}{
		{0, 4000, "the script ran awayLoad anew"},
		{0, 1000, "This page has ended.Load anew"},
		{http.StatusBadRequest, 0, "refused\nLoad anew"},
		{http.StatusRequestEntityTooLarge, 0, "This page was ended.Load anew"},
	} {
		t.Run(fmt.Sprint(tt.status, tt.code), func(t *testing.T) {
			s, p := serve(t, button), newTab(t)
			s.noSockets()
			p.Visit(s.url)
			c, _ := s.accept()
			c.events.gate = make(chan int, 1)
			c.events.gate <- tt.status
			c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
			p.Live()
			if tt.code > 0 {
				c.end(tt.code, "the script ran away")
			} else {
				p.Do(chromedp.Click("#c2"))
			}
			p.Wait(banner + ` != null`)
			p.Want(banner+`.textContent`, tt.banner)
			p.Want(`document.documentElement.dataset.pnState`, "ended")
		})
	}
	for _, status := range []int{http.StatusGone, http.StatusNotFound} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			s, p := serve(t, button), newTab(t)
			s.noSockets()
			p.Visit(s.url)
			c, _ := s.accept()
			c.events.gate = make(chan int, 1)
			c.events.gate <- status
			c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
			p.Live()
			p.Do(chromedp.Click("#c2"))
			p.Wait(`(elapse(1000), document.documentElement.dataset.pnState != 'live')`) // it pauses before it tries again
			again, hello := s.accept()
			if hello["session"] != "s1" {
				t.Errorf("hello: %v", hello)
			}
			again.send(`{"type":"welcome","session":"s1","resumed":true,"ack":0}`)
			again.wantEvents("1 c2 click")
		})
	}
}

// A request that comes to another server than the one with the stream, or to none, is sent
// again, some times. Then the page opens another stream, with its session.
func TestRequestsThatReachNoServer(t *testing.T) {
	for _, status := range []int{
		http.StatusMisdirectedRequest, http.StatusBadGateway, http.StatusGatewayTimeout, cutOff,
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			s, p := serve(t, button), newTab(t)
			s.noSockets()
			p.Visit(s.url)
			c, _ := s.accept()
			c.events.gate = make(chan int, 300)
			for range 4 { // the browser may send a request again by itself, twice each time
				c.events.gate <- status
			}
			c.events.gate <- http.StatusNoContent
			c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
			p.Live()
			p.Do(chromedp.Click("#c2"))
			c.wantEvents("1 c2 click")
			p.Want(`document.documentElement.dataset.pnState`, "live")

			for range cap(c.events.gate) {
				c.events.gate <- status
			}
			p.Do(chromedp.Click("#c2"))
			requests := func() int { return cap(c.events.gate) - len(c.events.gate) }
			waitfor.True(t, "a request to be sent nine times", func() bool { return requests() >= 9 })
			p.Wait(`(elapse(1000), document.documentElement.dataset.pnState != 'live')`)
			again, hello := s.accept()
			if hello["session"] != "s1" || requests() > 3*9 {
				t.Errorf("hello %v, after %d requests", hello, requests())
			}
			again.send(`{"type":"welcome","session":"s1","resumed":true,"ack":1}`)
			again.wantEvents("2 c2 click")
		})
	}
}

// A page in the back/forward cache holds no stream.
func TestStreamAndBackForwardCache(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	s.noSockets()
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.JS(`dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))`)
	waitfor.True(t, "the page that is put away to stop listening", func() bool {
		c.events.mu.Lock()
		defer c.events.mu.Unlock()
		return c.events.w == nil
	})
	p.Do(chromedp.Click("#c2"))
	p.JS(`dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))`)
	again, hello := s.accept()
	if hello["session"] != "s1" {
		t.Errorf("hello: %v", hello)
	}
	again.send(`{"type":"welcome","session":"s1","resumed":true,"ack":0}`)
	again.wantEvents("1 c2 click")
}
