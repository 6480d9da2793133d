package e2e_test

import (
	"net"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/chromium"
	"github.com/panelgo/panelgo/internal/server"
)

// silence keeps what the server says from the browser until goOn is called: what happens
// meanwhile needs no answer.
func (s *site) silence() (goOn func()) {
	said := make(chan struct{})
	s.mu.Lock()
	s.silent = said
	s.mu.Unlock()
	goOn = sync.OnceFunc(func() {
		s.mu.Lock()
		s.silent = nil
		s.mu.Unlock()
		close(said)
	})
	s.t.Cleanup(goOn)
	return goOn
}

// mutable is a listener on whose connections a site can be silent.
type mutable struct {
	net.Listener
	site *site
}

func (l mutable) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return mutableConn{c, l.site}, err
}

type mutableConn struct {
	net.Conn
	site *site
}

func (c mutableConn) Write(b []byte) (int, error) {
	c.site.mu.Lock()
	silent := c.site.silent
	c.site.mu.Unlock()
	if silent != nil {
		<-silent
	}
	return c.Conn.Write(b)
}

func (c mutableConn) CloseWrite() error { return c.Conn.(interface{ CloseWrite() error }).CloseWrite() }

// press clicks the button of a label, at once.
func (p *tab) press(label string) {
	p.T.Helper()
	p.JS(`[...document.querySelectorAll('button[data-pn]')].find(b => b.textContent == ` + chromium.Quote(label) + `).click()`)
}

const (
	note  = `document.querySelector('[data-pn-key=note]')`
	help  = `document.querySelector('[data-pn-key=help]')`
	state = `[data-pn-key=state]`
)

// rows are the cities that the table of testdata/behave.go shows.
const rows = `[...document.querySelectorAll('tbody tr')].filter(r => r.checkVisibility()).map(r => r.textContent).join()`

// What needs no server happens while the server says nothing; when it speaks again it is in
// the same state.
func TestWithoutTheServer(t *testing.T) {
	s := serve(t, "testdata/behave.go", nil)
	p := newTab(t)
	p.EachPage(`navigator.clipboard.writeText = async text => { window.copied = text; }`)
	p.Visit(s.url + "/behave")
	p.Live()
	goOn := s.silence()

	p.press("Toggle")
	p.Want(note+`.hidden`, "true")
	p.press("Toggle")
	p.press("Toggle")
	p.Want(note+`.hidden`, "true")
	p.press("Toggle")
	p.Want(note+`.hidden`, "false")
	p.press("Open")
	p.Want(`document.querySelector('details').open`, "true")
	p.press("Wide")
	p.Want(note+`.className`, "pn-text wide")
	p.press("Name")
	p.Want(`document.activeElement.closest('[data-pn]').textContent`, "Name")
	p.press("Copy")
	p.Wait(`window.copied == 'a note'`)
	p.press("Down")
	p.Want(`scrollY > 1000`, "true")
	p.JS(`document.querySelector('[data-pn=checkbox] input').click()`)
	p.Want(help+`.hidden`, "false")
	p.press("Second")
	p.Want(`document.querySelector('[role=tab][aria-selected=true]').textContent`, "Two")
	p.press("Ask")
	p.Want(`document.querySelector('dialog').open`, "true")
	p.Do(chromedp.KeyEvent(kb.Escape))
	p.Wait(`!document.querySelector('dialog').open`)
	p.press("Ask")
	p.Want(`document.querySelector('dialog').open`, "true")
	p.Do(chromedp.KeyEvent(kb.Escape))
	p.Wait(`!document.querySelector('dialog').open`)

	p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.PageUp))
	p.Want(`[...document.querySelectorAll('output')].map(o => o.textContent).join()`, "12.0 °C,12")
	p.Do(chromedp.KeyEvent(kb.End))
	p.Want(`[...document.querySelectorAll('output')].map(o => o.textContent).join()`, "100.0 °C,50")
	p.Want(`document.querySelector(`+chromium.Quote(state)+`).textContent`, "false 0 0 0")

	goOn()
	p.shows(state, "true 100 50 1")
	p.shows("[data-pn-key=count]", "4 clicks true")
	p.shows("[role=tabpanel]", "second")
	p.Want(note+`.hidden + ' ' + `+note+`.className + ' ' + document.querySelector('details').open`, "false pn-text wide true")
	p.Want(`document.querySelector('dialog').open`, "false")
	p.Want(`[...document.querySelectorAll('output')].map(o => o.textContent).join()`, "100.0 °C,50")
}

// However many controls are linked to each other, each follows once.
func TestControlsLinkedToEachOther(t *testing.T) {
	s := serve(t, "testdata/mesh.go", nil)
	p := open(t, s.url+"/mesh")
	goOn := s.silence()
	const sum = `String([...document.querySelectorAll('input')].reduce((sum, input) => sum + +input.value, 0))`
	p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
	p.Want(sum, "2000")
	goOn()
	p.shows(state, "2000")
	p.Do(chromedp.KeyEvent(kb.Home))
	p.shows(state, "0")
	p.Want(sum, "0")
	p.wantSamePage()
}

// The server puts right what a callback decides otherwise, and lets stand what the person
// has done since.
func TestPutRight(t *testing.T) {
	s := serve(t, "testdata/behave.go", nil)
	p := open(t, s.url+"/behave")
	goOn := s.silence()
	p.press("Never")
	p.Want(note+`.hidden`, "true")
	goOn()
	p.shows("[data-pn-key=count]", "never")
	p.Wait(`!` + note + `.hidden`)

	goOn = s.silence()
	p.press("Never")
	p.press("Toggle")
	p.press("Toggle")
	p.Want(note+`.hidden`, "true")
	goOn()
	p.shows("[data-pn-key=count]", "2 clicks true")
	p.Want(note+`.hidden`, "true")
}

// What is done while there is no connection reaches the session that goes on, and the one
// that is started anew.
func TestBehavioursWithoutAConnection(t *testing.T) {
	s := serve(t, "testdata/behave.go", nil)
	p := open(t, s.url+"/behave")
	s.guard(refuse)
	s.drop()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.press("Toggle")
	p.press("Wide")
	p.JS(`document.querySelector('[data-pn=checkbox] input').click()`)
	p.Want(note+`.hidden + ' ' + `+help+`.hidden`, "true false")
	s.guard(nil)
	p.Elapse(time.Second)
	p.shows("[data-pn-key=count]", "1 clicks false")
	p.shows(state, "true 0 0 0")
	p.Want(note+`.hidden + ' ' + `+help+`.hidden + ' ' + `+note+`.className`, "true false pn-text wide")

	s.guard(refuse)
	s.apps.EndSessions()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.press("Wide")
	s.guard(nil)
	p.Elapse(time.Second)
	p.Wait(`document.querySelector('.pn-toast')?.textContent.includes('started anew')`)
	p.shows("[data-pn-key=count]", "0 clicks")
	p.shows(state, "true 0 0 0")
	p.Want(help+`.hidden`, "false")
	p.wantSamePage()
}

// A page that shares its view with others gets its session with the first click, which has
// been shown long before.
func TestBehavioursOfAView(t *testing.T) {
	for _, reuse := range []server.Reuse{server.ReuseOn, server.ReuseLazy} {
		t.Run(string(reuse), func(t *testing.T) {
			s := serve(t, "testdata/behave.go", func(o *panelgo.Options) { o.Reuse = reuse })
			newTab(t).Visit(s.url + "/behave")
			goOn := s.hold()
			p := newTab(t)
			p.Visit(s.url + "/behave")
			p.Wait(`document.documentElement.dataset.pnState`)
			p.press("Toggle")
			p.press("Open")
			p.Want(note+`.hidden + ' ' + document.querySelector('details').open`, "true true")
			goOn()
			p.shows("[data-pn-key=count]", "1 clicks false")
			p.Want(note+`.hidden + ' ' + document.querySelector('details').open`, "true true")
		})
	}
}

// A table shows the rows that have the text of an input, while it is typed, and also when
// the rows are others.
func TestFilter(t *testing.T) {
	s := serve(t, "testdata/behave.go", nil)
	p := open(t, s.url+"/behave")
	p.Wait(`[...document.styleSheets].some(s => s.href)`) // the styles of a live page
	goOn := s.silence()
	p.JS(input("Filter") + `.focus()`)
	p.Do(chromedp.KeyEvent("BER"))
	p.Want(rows, "Berlin,Bergen")
	p.Do(chromedp.KeyEvent("l"))
	p.Want(rows, "Berlin")
	p.press("Sort")
	p.Want(rows, "Berlin")
	goOn()
	p.Wait(`document.querySelectorAll('tbody tr')[1].textContent == 'Oslo'`)
	p.Want(rows, "Berlin")
	p.Do(chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent(kb.Backspace))
	p.Want(rows, "Paris,Oslo,Berlin")
	p.wantSamePage()
}

// What the server has not answered for longer than a moment shows that it is under way;
// not where the page says that there is no connection.
func TestUnderWay(t *testing.T) {
	s := serve(t, "testdata/behave.go", nil)
	p := open(t, s.url+"/behave")
	const busy = `[...document.querySelectorAll('[data-pn-busy]')].map(e => e.textContent).join()`
	goOn := s.silence()
	p.press("Sort")
	p.Wait(busy + ` == 'Sort'`)
	goOn()
	p.Wait(busy + ` == ''`)

	s.silence()
	p.press("Sort")
	p.Wait(busy + ` == 'Sort'`)
	s.guard(refuse)
	s.drop()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.Want(busy, "")
	p.press("Sort")
	p.JS(`setTimeout(() => { window.later = true; }, 300)`) // behind the timer that would show it
	p.Wait(`window.later`)
	p.Want(busy, "")
}
