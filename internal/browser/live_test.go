package browser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	slider = `<label id="c1" data-pn="int-slider" class="pn-int-slider"><span class="pn-label">Bins</span><output class="pn-slider-value">5</output><input data-pn-sends="change number" data-pn-shows="number" type="range" min="5" max="50" step="1" value="5"></label>`
	button = `<button id="c2" data-pn="button" data-pn-sends="click" class="pn-button" type="button" data-type="default">Go</button>`
)

// drag moves the slider c1 as a person would whose hand stays on it: a series of input
// events.
func (p *tab) drag(values ...int) {
	p.T.Helper()
	p.JS(fmt.Sprintf(`for (const v of [%s]) {
		document.querySelector('#c1 input').value = v;
		document.querySelector('#c1 input').dispatchEvent(new Event('input', {bubbles: true}));
	}`, strings.Trim(strings.Join(strings.Fields(fmt.Sprint(values)), ","), "[]")))
}

// letGo takes the hand from the slider.
func (p *tab) letGo() {
	p.T.Helper()
	p.JS(`document.querySelector('#c1 input').dispatchEvent(new Event('change', {bubbles: true}))`)
}

// slide drags the slider and lets go.
func (p *tab) slide(values ...int) {
	p.T.Helper()
	p.drag(values...)
	p.letGo()
}

func (c *socket) wantEvents(want ...string) {
	c.t.Helper()
	for _, w := range want {
		if got := c.event(); got != w {
			c.t.Errorf("event %q, want %q", got, w)
		}
	}
}

// A page goes live at its own URL, and follows its session.
func TestGoingLive(t *testing.T) {
	s, p := serve(t, `<div id="c1" data-pn="text">one</div>`), newTab(t)
	p.Visit(s.url + "#part")
	c, hello := s.accept()
	if c.url != "/app?city=Paris" || c.conn.Subprotocol() != "panelgo.2" {
		t.Errorf("socket at %s with the subprotocol %q", c.url, c.conn.Subprotocol())
	}
	if hello["view"] != "v1" || hello["session"] != nil || hello["last"] != 0. {
		t.Errorf("hello: %v", hello)
	}
	p.Want(`document.documentElement.dataset.pnState`, "connecting")
	c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
	p.Live()
	p.Want(`performance.getEntriesByName('pn-live').length`, "1")
	c.patch(0, `["text","c1",[],"two"]`, `["title","New title"]`)
	p.Wait(`document.getElementById('c1').textContent == 'two'`)
	p.Want(`document.title`, "New title")
	p.Want(`document.querySelector('h1').textContent`, "New title")
	p.Elapse(time.Second)
	if m := c.next("applied"); m["n"] != 1. {
		t.Errorf("applied: %v", m)
	}
}

// A page that is one visitor's own joins the session that made it.
func TestJoiningTheSessionOfThePage(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	s.page.Attributes = ` data-pn-session="own"`
	p.Visit(s.url)
	c, hello := s.accept()
	if hello["session"] != "own" || hello["view"] != nil {
		t.Errorf("hello: %v", hello)
	}
	c.send(`{"type":"welcome","session":"own","resumed":true,"ack":0}`)
	p.Do(chromedp.Click("#c2"))
	c.wantEvents("1 c2 click")
}

// Invariant 4, first half: nothing a person does on a painted page is lost,
// neither before the runtime has loaded nor before the socket is open.
func TestInputsBeforeLive(t *testing.T) {
	s, p := serve(t, slider+button+`<label id="c3" data-pn="checkbox"><input data-pn-sends="change checked" data-pn-shows="checked" type="checkbox"></label>`), newTab(t)
	hold := make(chan struct{})
	s.hold = hold
	p.Visit(s.url)
	p.Want(`document.readyState != 'loading' && document.documentElement.dataset.pnState`, "undefined")
	p.slide(8, 9)
	p.Do(chromedp.Click("#c2"), chromedp.Click("#c3 input"))
	close(hold)
	c, _ := s.accept()
	p.slide(12)
	c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
	c.wantEvents("1 c1 change 9", "2 c2 click", "3 c3 change true", "4 c1 change 12")
}

// Each kind of control sends its value in its own JSON type.
func TestEventsOfControls(t *testing.T) {
	s, p := serve(t, slider+button+
		`<label id="c3" data-pn="checkbox"><input data-pn-sends="change checked" data-pn-shows="checked" type="checkbox" checked></label>`+
		`<label id="c4" data-pn="text-input"><input data-pn-sends="change text" data-pn-shows="text" type="text"></label>`+
		`<label id="c5" data-pn="select"><select data-pn-sends="change text" data-pn-shows="text"><option>x</option><option>y</option></select></label>`+
		`<details id="c6" data-pn="card" data-pn-shows="open"><summary data-pn-sends="change open">More</summary><div><details id="raw"><summary>not the card's</summary></details></div></details>`+
		`<div id="c7" data-pn="tabs"><div role="tablist"><button data-pn-sends="change index" data-pn-shows="index" role="tab" aria-selected="true">A</button><button data-pn-sends="change index" data-pn-shows="index" role="tab" aria-selected="false" tabindex="-1">B</button></div></div>`+
		`<button id="c8" data-pn="button" data-pn-sends="click" disabled>Off</button>`+
		`<label id="c9" data-pn="float-slider"><input data-pn-sends="change number" data-pn-shows="number" type="range" min="0" max="1" step="0.25" value="0"></label>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.Do(
		chromedp.Click("#c2"), chromedp.Click("#c3 input"), chromedp.SendKeys("#c4 input", "Ada\r"),
		chromedp.Focus("#c5 select"), chromedp.KeyEvent("y"), chromedp.Click("#c6 > summary"), chromedp.Click("#raw > summary"),
		chromedp.Click("#c7 [role=tab]:last-child"),
		chromedp.Focus("#c9 input"), chromedp.KeyEvent("\u0303"),
	)
	p.JS(`document.getElementById('c8').click(); document.querySelector('main').click()`)
	c.wantEvents("1 c2 click", "2 c3 change false", "3 c4 change Ada", "4 c5 change y", "5 c6 change true", "6 c7 change 1", "7 c9 change 0.25")
	c.quiet(p)
}

// While a slider is dragged, at most one change of it is under way; only the latest waits.
// Where the hand lets go is sent at once.
func TestChangesAreCoalesced(t *testing.T) {
	s, p := serve(t, slider+button), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.drag(6, 7, 8)
	c.wantEvents("1 c1 change 6")
	p.drag(9, 10)
	c.quiet(p)
	c.patch(1, `["text","c1",[1],"6"]`)
	c.wantEvents("2 c1 change 10")
	// A click keeps its place between two changes.
	p.drag(11)
	p.JS(`document.querySelector('#c2').click()`)
	p.drag(12, 13)
	c.quiet(p)
	c.send(`{"type":"ack","ack":2}`)
	c.wantEvents("3 c1 change 11", "4 c2 click")
	c.quiet(p)
	p.letGo()
	c.wantEvents("5 c1 change 13")
	p.drag(14, 15)
	c.quiet(p)
	p.drag(16)
	p.letGo()
	c.wantEvents("6 c1 change 16")
	p.slide(13)
	c.wantEvents("7 c1 change 13")
	c.send(`{"type":"ack","ack":7}`)
	// A value that the server has is not sent again, until the server changes it.
	p.slide(13)
	c.quiet(p)
	c.patch(7, `["value","c1",20]`)
	p.Wait(`document.querySelector('#c1 input').value == 20`)
	p.slide(13)
	c.wantEvents("8 c1 change 13")
}

// A value from the server does not undo what a person did meanwhile.
func TestValueWhileAnEventIsUnderWay(t *testing.T) {
	s, p := serve(t, slider), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.slide(30)
	c.wantEvents("1 c1 change 30")
	c.patch(0, `["value","c1",7]`, op("html", "c1", strings.Replace(slider, "Bins", "Boxes", 1)))
	p.Wait(`document.querySelector('.pn-label').textContent == 'Boxes'`)
	p.Want(`document.querySelector('#c1 input').value`, "30")
	c.patch(1, `["value","c1",8]`)
	p.Wait(`document.querySelector('#c1 input').value == 8`)
}

// Invariant 4, second half: a dropped socket loses nothing. The page resumes
// its session, and sends the events again that were not acknowledged.
func TestReconnect(t *testing.T) {
	s, p := serve(t, slider+button+`<div id="c3" data-pn="text">one</div>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	c.patch(0, `["text","c3",[],"two"]`)
	p.slide(8)
	p.Do(chromedp.Click("#c2"))
	c.wantEvents("1 c1 change 8", "2 c2 click")
	c.send(`{"type":"ack","ack":1}`)
	p.Wait(`document.getElementById('c3').textContent == 'two'`)
	s.setRefuse(true)
	c.cut()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.Do(chromedp.Click("#c2"))
	p.slide(9)
	p.Elapse(time.Second)
	p.Want(`document.getElementById('pn-banner').textContent`, "Reconnecting…")
	s.setRefuse(false)
	again, hello := s.accept()
	if hello["session"] != "s1" || hello["view"] != nil || hello["last"] != 1. {
		t.Errorf("hello: %v", hello)
	}
	again.send(`{"type":"welcome","session":"s1","resumed":true,"ack":1}`)
	again.wantEvents("2 c2 click", "3 c2 click", "4 c1 change 9")
	p.Live()
	p.Want(`document.getElementById('pn-banner')`, "null")
	again.n = 0 // the same patch again, and the next
	again.patch(0, `["text","c3",[],"again"]`)
	again.patch(4, `["append","c3",[]," three"]`)
	p.Wait(`document.getElementById('c3').textContent == 'two three'`)
	again.n = 5 // a gap
	again.patch(4, `["text","c3",[],"lost"]`)
	_, hello = s.accept()
	if hello["last"] != 2. {
		t.Errorf("hello after a gap: %v", hello)
	}
	p.Want(`document.getElementById('c3').textContent`, "two three")
}

// When the session is gone, a new one takes over the inputs and replaces the
// page. Events are numbered from 1 again, and name the keys of what they are for on
// the page that was.
func TestReconnectToANewSession(t *testing.T) {
	s, p := serve(t, slider+button+`<button id="c5" data-pn="button" data-pn-sends="click" type="button">Old</button>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.slide(33)
	c.wantEvents("1 c1 change 33")
	s.setRefuse(true)
	c.cut()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.Do(chromedp.Click("#c2"), chromedp.Click("#c5"))
	s.setRefuse(false)
	again, hello := s.accept()
	if got := fmt.Sprint(hello["inputs"]); got != "[map[key:label\nint-slider\nBins value:33]]" {
		t.Errorf("inputs: %s", got)
	}
	p.slide(34) // too late for hello
	again.send(`{"type":"welcome","session":"s2","resumed":false,"own":1,"ack":0}`)
	p.Live()
	again.wantEvents("1 c2 click", "2 c5 click", "3 c1 change 34")
	again.patch(0, op("html", "pn-main", string(area("main", strings.Replace(slider, `value="5"`, `value="33"`, 1)+button))))
	p.Wait(`!document.getElementById('c5')`)
	p.Want(`document.querySelector('#c1 input').value`, "34")
}

// Every event names the key of what it is for, and the last patch that the page had.
func TestEventsNameKeys(t *testing.T) {
	one := func(id, label string) string {
		return `<button id="` + id + `" data-pn="button" data-pn-sends="click" type="button">` + label + `</button>`
	}
	s, p := serve(t, one("c1", "Go")+one("c2", "Stop")+one("c3", "Stop")+
		`<section id="c4" data-pn="card" data-pn-section="One &amp; two">`+one("c5", "Save")+`</section>`+
		`<section id="c6" data-pn="card" data-pn-section="Three" data-pn-key="three">`+one("c7", "Save")+`</section>`+
		`<section id="c8" data-pn="card" data-pn-key="outer">`+strings.Replace(one("c9", "Stop"), ` data-pn=`, ` data-pn-key="inner" data-pn=`, 1)+`</section>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	c.patch(0, `["text","c1",[],"Go on"]`)
	p.Wait(`document.getElementById('c1').textContent == 'Go on'`)
	for id, want := range map[string]string{
		"c1": "label\nbutton\nGo on", "c2": "", "c5": "in\ntitle\nOne & two\nbutton\nSave", "c7": "in\nkey\nthree\nbutton\nSave", "c9": "key\nouter\ninner",
	} {
		p.Do(chromedp.Click("#" + id))
		if e := c.next("event"); e["id"] != id || e["key"] != want || e["on"] != 1. {
			t.Errorf("%s: %v, want the key %q", id, e, want)
		}
	}
}

// A page that has to load anew, as one of another version, tells what was entered when it
// is back. It tells no password.
func TestReloadKeepsInputs(t *testing.T) {
	s, p := serve(t, slider+`<label id="c4" data-pn="text-input"><span class="pn-label">Word</span><input data-pn-sends="change text" data-pn-shows="text" type="password"></label>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.slide(33)
	c.wantEvents("1 c1 change 33")
	p.Do(chromedp.SendKeys("#c4 input", "secret\r"))
	c.wantEvents("2 c4 change secret")
	c.send(`{"type":"reload"}`)
	_, hello := s.accept()
	if got := fmt.Sprint(hello["inputs"]); got != "[map[key:label\nint-slider\nBins value:33]]" || hello["session"] != nil {
		t.Errorf("hello: %v", hello)
	}
}

// A control that holds others is not known by their labels.
func TestInputOfAControlAroundOthers(t *testing.T) {
	s, p := serve(t, `<div id="c6" data-pn="tabs"><div role="tablist"><button data-pn-sends="change index" data-pn-shows="index" role="tab">A</button><button data-pn-sends="change index" data-pn-shows="index" role="tab">B</button></div>`+
		`<div role="tabpanel">`+slider+`</div></div>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.Do(chromedp.Click("[role=tab]:last-child"))
	c.wantEvents("1 c6 change 1")

	c.cut()
	_, hello := s.accept()
	if got := fmt.Sprint(hello["inputs"]); got != "[map[key:label\ntabs\n value:1]]" {
		t.Errorf("inputs: %s", got)
	}
}

// A page whose machine was asleep, or whose event is not answered, opens a new
// socket without being told that the old one is dead. A page that is only quiet
// does not.
func TestDeadSocket(t *testing.T) {
	for _, tt := range []struct {
		name       string
		click      bool
		later      time.Duration
		reconnects bool
	}{
		{"asleep", false, 200 * time.Second, true},
		{"not answered", true, 40 * time.Second, true},
		{"quiet", false, 40 * time.Second, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, p := serve(t, button), newTab(t)
			p.Visit(s.url)
			c := s.welcome()
			p.Live()
			if tt.click {
				p.Do(chromedp.Click("#c2"))
				c.wantEvents("1 c2 click")
			}
			p.Elapse(tt.later)
			if !tt.reconnects {
				c.quiet(p)
				p.Want(`document.documentElement.dataset.pnState`, "live")
				return
			}
			again, hello := s.accept()
			if hello["session"] != "s1" {
				t.Errorf("hello: %v", hello)
			}
			again.send(`{"type":"welcome","session":"s1","resumed":true,"ack":0}`)
			p.Live()
		})
	}
}

// A page that finds out that it is gone tries no more sockets.
func TestGone(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	s.mu.Lock()
	s.strip, s.gone = true, true
	s.mu.Unlock()
	c.cut()
	p.Wait(`document.documentElement.dataset.pnState == 'ended'`)
	p.JS(`window.atTheEnd = lastSocket`)
	p.JS(`new Promise(r => setTimeout(r, 900))`) // timers of a page run in order: a next try would come before
	p.Want(`lastSocket === atTheEnd`, "true")
	p.Want(banner+`.textContent`, "This page is no longer here.Load anew")
}

// The page of development moves to a new session over the same socket.
func TestWelcomeToAnotherSession(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Do(chromedp.Click("#c2"))
	c.wantEvents("1 c2 click")
	c.send(`{"type":"welcome","session":"s2","resumed":true,"ack":1}`)
	p.Do(chromedp.Click("#c2"))
	c.wantEvents("2 c2 click")
	c.cut()
	if _, hello := s.accept(); hello["session"] != "s2" {
		t.Errorf("hello: %v", hello)
	}
}

// A page without a session reconnects as the view that it is, until its first
// event has begun a session.
func TestWelcomeWithoutASession(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	p.Visit(s.url)
	c, _ := s.accept()
	c.send(`{"type":"welcome","session":"","resumed":false,"ack":0}`)
	p.Live()
	c.cut()
	c, hello := s.accept()
	if hello["view"] != "v1" || hello["session"] == "s1" {
		t.Fatalf("hello: %v", hello)
	}
	c.send(`{"type":"welcome","session":"","resumed":false,"ack":0}`)
	p.Do(chromedp.Click("#c2"))
	c.wantEvents("1 c2 click")
	c.send(`{"type":"welcome","session":"s1","resumed":true,"ack":0}`)
	c.wantEvents("1 c2 click") // until it is acknowledged
	c.send(`{"type":"patch","n":1,"ack":1,"ops":[["title","Begun"]]}`)
	p.Wait(`document.title == "Begun"`)
	p.Do(chromedp.Click("#c2"))
	c.wantEvents("2 c2 click")
	c.cut()
	if _, hello := s.accept(); hello["session"] != "s1" || hello["last"] != 1.0 {
		t.Errorf("hello: %v", hello)
	}
}

// The close code of a socket decides what the page does.
func TestClosing(t *testing.T) {
	for _, tt := range []struct {
		code           int
		reason, banner string
	}{
		{1000, "", "This page has ended.Load anew"},
		{1008, "unknown type", "unknown typeLoad anew"},
		{1009, "", "This page was ended.Load anew"},
		{4000, "the script ran away", "the script ran awayLoad anew"},
	} {
		t.Run(fmt.Sprint(tt.code), func(t *testing.T) {
			s, p := serve(t, button), newTab(t)
			p.Visit(s.url)
			c := s.welcome()
			p.Live()
			c.end(tt.code, tt.reason)
			p.Wait(`document.getElementById('pn-banner') != null`)
			p.Want(`document.getElementById('pn-banner').textContent`, tt.banner)
			p.Want(`document.documentElement.dataset.pnState`, "ended")
			p.JS(`document.querySelector("#pn-banner button").click()`)
			s.welcome() // loaded anew
		})
	}
	t.Run("1001", func(t *testing.T) {
		s, p := serve(t, button), newTab(t)
		p.Visit(s.url)
		s.welcome().end(1001, "the server is going away")
		if _, hello := s.accept(); hello["session"] != "s1" {
			t.Errorf("hello: %v", hello)
		}
	})
}

// A page from the back/forward cache resumes its session.
func TestBackForwardCache(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.JS(`dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))`)
	if _, ok := <-c.messages; ok {
		t.Error("a page that is put away still talks")
	}
	p.Do(chromedp.Click("#c2"))
	p.JS(`dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))`)
	again, hello := s.accept()
	if hello["session"] != "s1" {
		t.Errorf("hello: %v", hello)
	}
	again.send(`{"type":"welcome","session":"s1","resumed":true,"ack":0}`)
	again.wantEvents("1 c2 click")
}

// An error page of development waits for a new edition, and loads itself again.
func TestErrorPageWaits(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	s.page.Attributes, s.status = "", 500
	p.Visit(s.url)
	c, hello := s.accept()
	if hello["session"] != nil || hello["view"] != nil || hello["wait"] != 3. {
		t.Errorf("hello: %v", hello)
	}
	c.send(`{"type":"reload"}`)
	s.accept()
}
