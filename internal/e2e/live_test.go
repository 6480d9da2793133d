package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo/internal/chromium"
)

const (
	slider = `[data-pn=int-slider] input`
	city   = `[data-pn=select] select`
	name   = `[data-pn=text-input] input`
	button = `.pn-content [data-pn=button]`
)

// The page of a script has its content before any script of ours has run.
func TestWeather(t *testing.T) {
	s := serve(t, "../../apps/weather.go", nil)
	p := newTab(t)
	p.ScriptsOff()
	p.Do(chromedp.Navigate(s.url+"/weather?city=Paris"), chromedp.WaitVisible(`[data-pn=flex-box]`))
	p.Want(`document.title`, "Paris Weather")
	p.Want(`document.querySelectorAll('.pn-card .pn-number-value').length`, "2")
	p.Want(`/^-?\d+ °C$/.test(document.querySelector('.pn-number-value').textContent)`, "true")

	p = open(t, s.url+"/weather")
	p.Want(`document.title`, "Berlin Weather")
	p.Want(`document.querySelectorAll('.pn-card .pn-number-value').length`, "2")
}

// A person's choice changes text and table on the open page.
func TestPickACity(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	p := open(t, s.url+"/cities")
	p.shows(".where", "Wind in Berlin")
	p.Want(`document.querySelectorAll('tbody tr').length`, "2")
	p.Do(chromedp.Focus(city), chromedp.KeyEvent("P"))
	p.shows(".where", "Wind in Paris")
	p.Wait(`document.querySelectorAll('tbody tr').length == 3`)
	p.shows("tbody tr:last-child", "Wednesday8")
	p.wantSamePage()
}

func TestMoveASlider(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	p := open(t, s.url+"/cities")
	p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight))
	p.shows(".days", "3 days")
	p.shows("output", "3")
	p.Do(chromedp.KeyEvent(kb.End))
	p.shows(".days", "7 days")
	p.Want(`document.activeElement.type`, "range")
	p.wantSamePage()
}

// Components of a script's own take what a person does, and are patched in the open
// page: the one that has the focus keeps it.
func TestComponentsOfAScript(t *testing.T) {
	const stars = `[data-pn=stars] input`
	s := serve(t, "testdata/stars.go", nil)
	p := open(t, s.url+"/stars")
	p.shows("[data-pn=stars] output", "★★")
	p.Want(`getComputedStyle(document.querySelector('[data-pn=stars] output')).color`, "rgb(200, 100, 0)")
	p.Do(chromedp.Click(`[data-pn=bell]`), chromedp.Click(`[data-pn=bell]`))
	p.shows("[data-pn=bell]", "Rung 2")
	p.Do(chromedp.Focus(stars), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight))
	p.shows("[data-pn=stars] output", "★★★★")
	p.shows("[data-pn=text]", "4 of 5")
	p.Do(chromedp.KeyEvent(kb.End))
	p.shows("[data-pn=text]", "5 of 5")
	p.Want(`document.activeElement.type`, "range")
	p.Do(chromedp.Click(button))
	p.Wait(`document.querySelector('fieldset').firstElementChild.dataset.pn == 'bell'`)
	p.shows("fieldset > [data-pn=stars] output", "★★★★★")
	p.wantSamePage()
}

// Visitors have pages of their own.
func TestVisitorsAreApart(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	one, other := open(t, s.url+"/cities"), open(t, s.url+"/cities")
	one.Do(chromedp.Click(button), chromedp.Click(button))
	one.shows("[data-pn=text]", "clicked 2")
	other.Do(chromedp.Click(button))
	other.shows("[data-pn=text]", "clicked 1")
}

// A page whose socket is cut resumes its session, and what a person did
// meanwhile arrives.
func TestCutSocket(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	p := open(t, s.url+"/cities")
	p.Do(chromedp.Click(button))
	p.shows("[data-pn=text]", "clicked 1")
	s.guard(refuse)
	s.drop()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.Do(chromedp.Click(button), chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
	p.Elapse(time.Second)
	p.Want(`document.getElementById('pn-banner').textContent`, "Reconnecting…")
	p.shows(".days", "1 days")
	s.guard(nil)
	p.Live()
	p.shows("[data-pn=text]", "clicked 2")
	p.shows(".days", "7 days")
	p.Want(`document.getElementById('pn-banner')`, "null")
	p.wantSamePage()
}

// A page that is refused says why if another try is pointless; it does not keep
// loading itself again.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		says   string
	}{
		{"the sign-in has expired", http.StatusUnauthorized, "This page asks you to sign in again.Load anew"},
		{"access was taken away", http.StatusForbidden, "This page asks you to sign in again.Load anew"},
		{"the sign-in is elsewhere", http.StatusFound, "This page asks you to sign in again.Load anew"},
		{"the app is gone", http.StatusNotFound, "This page is no longer here.Load anew"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, "testdata/cities.go", nil)
			p := open(t, s.url+"/cities")
			s.guard(func(*http.Request) int { return tt.status })
			s.drop()
			p.Wait(`document.getElementById('pn-banner')?.textContent == ` + chromium.Quote(tt.says))
			p.wantSamePage()
		})
	}
}

// A page whose origin may not connect says so, in the words of the server.
func TestRefusedOrigin(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	inner, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	web := httptest.NewServer(&httputil.ReverseProxy{Transport: transport, Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(inner) }})
	t.Cleanup(func() {
		web.CloseClientConnections()
		web.Close()
		transport.CloseIdleConnections()
	})
	p := newTab(t)
	p.Visit(web.URL + "/cities")
	p.Wait(`document.documentElement.dataset.pnState == 'ended'`)
	p.Want(`document.getElementById('pn-banner').textContent`,
		"This server accepts no connection from pages of "+web.URL+". Its operator can allow them with --allow-websocket-origin.Load anew")
	p.shows(".days", "1 days")
}

// After a restart of the server a page has a new session with the inputs of the
// old one, and says so.
func TestRestart(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	p := open(t, s.url+"/cities")
	p.Do(chromedp.Click(button), chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
	p.shows(".days", "7 days")
	s.apps.EndSessions()
	p.Wait(`document.querySelector('.pn-toast')?.textContent.includes('started anew')`)
	p.shows(".days", "7 days")
	p.shows("[data-pn=text]", "not clicked")
	p.Do(chromedp.Click(button))
	p.shows("[data-pn=text]", "clicked 1")
	p.wantSamePage()
}

// What a person did to a control after a click counts in the new session too, in that order.
func TestRestartAfterAClick(t *testing.T) {
	s := serve(t, "testdata/behave.go", nil)
	p := open(t, s.url+"/behave")
	goOn := s.silence()
	p.press("Reset")
	p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
	s.apps.EndSessions()
	goOn()
	p.Wait(`document.querySelector('.pn-toast')?.textContent.includes('started anew')`)
	p.shows(state, "false 100 50 0")
	p.Want(`document.querySelector('`+slider+`').value`, "100")
	p.wantSamePage()
}

// A person is told, once, when more is done without a connection than is kept.
func TestMoreThanTheQueueKeeps(t *testing.T) {
	s := serve(t, "testdata/behave.go", nil)
	p := open(t, s.url+"/behave")
	s.guard(refuse)
	s.drop()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.JS(`{ const b = [...document.querySelectorAll('button')].find(b => b.textContent == 'Toggle'); for (let i = 0; i < 1000; i++) b.click(); }`)
	p.Want(`String(document.querySelectorAll('.pn-toast').length)`, "0")
	p.press("Toggle")
	p.press("Toggle")
	p.Want(`[...document.querySelectorAll('.pn-toast')].map(e => e.firstChild.data).join()`, "Too much waits for the server. What you do now is lost.")
	s.guard(nil)
	p.Elapse(time.Second)
	p.shows("[data-pn-key=count]", "1000 clicks true")
	p.Want(note+`.hidden`, "false")
}

// Arrow keys move between tabs; the content of a tab comes when it is shown.
func TestTabsByKeyboard(t *testing.T) {
	s := serve(t, "testdata/gallery.go", nil)
	p := open(t, s.url+"/gallery")
	p.Do(chromedp.Focus(`[role=tab][aria-selected=true]`), chromedp.KeyEvent(kb.ArrowRight))
	p.shows("[role=tabpanel]", "second")
	p.Do(chromedp.KeyEvent(kb.End))
	p.shows("[role=tabpanel]", "4")
	p.Want(`document.activeElement.textContent`, "Fourth")
	p.Want(`document.activeElement.getAttribute('aria-selected')`, "true")
	p.Want(`document.querySelector('[role=tabpanel]').getAttribute('aria-label')`, "Fourth")
}

// What a script puts on the page twice is refused, and the page stays as it was: the
// buttons work, and the component may move.
func TestComponentUsedTwice(t *testing.T) {
	s := serve(t, "testdata/twice.go", nil)
	p := open(t, s.url+"/twice")
	press := func(i int) {
		p.JS(fmt.Sprintf(`document.querySelectorAll('.pn-content [data-pn=button]')[%d].click()`, i))
	}
	for i := range 3 {
		press(i)
		press(4)
		p.shows(".left > .out", strconv.Itoa(i+1))
		p.Want(`document.querySelectorAll('.pn-content [data-pn=button]').length`, "5")
		p.Want(`document.querySelectorAll('.out').length`, "1")
	}
	press(3)
	press(4)
	p.shows(".right > .out", "4")
	p.Want(`document.querySelectorAll('.out').length`, "1")
	p.wantSamePage()
}
