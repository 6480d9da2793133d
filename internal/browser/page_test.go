package browser_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo/internal/waitfor"
)

const (
	banner = `document.getElementById('pn-banner')`
	down   = `document.documentElement.dataset.pnState == 'down'`
)

// A page that cannot be connected says so after a second, and goes on trying.
func TestBannerWhileNotConnected(t *testing.T) {
	s, p := serve(t, button), newTab(t)
	s.setRefuse(true)
	p.Visit(s.url)
	p.Wait(down)
	p.Want(banner, "null")
	p.Elapse(time.Second)
	p.Want(banner+`.textContent`, "Connecting…")
	p.Want(banner+`.getAttribute('role')`, "status")
	s.setRefuse(false)
	s.welcome()
	p.Live()
	p.Want(banner, "null")
}

// Without its runtime a page says that it is not connected; its content stays
// readable.
func TestRuntimeMissing(t *testing.T) {
	s, p := serve(t, `<div id="c1" data-pn="text">content</div>`), newTab(t)
	s.page.Attributes += ` data-pn-spinner`
	s.missing = true
	p.Visit(s.url)
	p.Wait(banner + `?.textContent.includes('could not be connected')`)
	p.Want(covered, "false")
}

const covered = `getComputedStyle(document.body, '::before').position == 'fixed'`

// The spinner covers the page until it is live.
func TestSpinner(t *testing.T) {
	t.Run("goes away when the page is live", func(t *testing.T) {
		s, p := serve(t, button), newTab(t)
		s.page.Attributes += ` data-pn-spinner`
		p.Visit(s.url)
		c, _ := s.accept()
		p.Want(covered, "true")
		c.send(`{"type":"welcome","session":"s1","resumed":false,"ack":0}`)
		p.Live()
		p.Want(covered, "false")
	})
	t.Run("gives up when the socket is refused", func(t *testing.T) {
		s, p := serve(t, button), newTab(t)
		s.page.Attributes += ` data-pn-spinner`
		s.setRefuse(true)
		p.Visit(s.url)
		p.Wait(`!(` + covered + `)`)
		p.Elapse(time.Second)
		p.Want(banner+`.textContent`, "Connecting…")
	})
	t.Run("gives up when nothing comes", func(t *testing.T) {
		s, p := serve(t, button), newTab(t)
		s.page.Attributes += ` data-pn-spinner`
		p.Visit(s.url)
		s.accept()
		p.Elapse(8 * time.Second)
		p.Want(covered, "false")
		p.Want(banner+`.textContent`, "This page could not be connected. What it shows may be out of date.")
	})
	t.Run("is not there without scripts", func(t *testing.T) {
		s, p := serve(t, button), newTab(t)
		s.page.Attributes += ` data-pn-spinner`
		p.ScriptsOff()
		p.Do(chromedp.Navigate(s.url), chromedp.WaitVisible("#c2"))
		p.Want(covered, "false")
	})
}

func TestNotices(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	c.send(`{"type":"notice","level":"success","text":"Saved <b>it</b>"}`)
	p.Wait(`document.querySelector('.pn-toast')?.firstChild.data == 'Saved <b>it</b>'`)
	p.Want(`document.querySelector('.pn-toast').dataset.level`, "success")
	c.send(`{"type":"notice","level":"error","text":"No"}`)
	p.Wait(`document.querySelector('.pn-toast[role=alert]')?.firstChild.data == 'No'`)
	p.JS(`document.querySelector('.pn-toast button').click()`)
	p.Wait(`document.querySelectorAll('.pn-toast').length == 1`)
	for range 9 {
		c.send(`{"type":"notice","level":"info","text":"x"}`)
	}
	c.patch(0, op("title", "done"))
	p.Wait(`document.title == 'done'`)
	p.Want(`document.querySelectorAll('.pn-toast').length`, "5")
}

func TestNoticesLeave(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	c.send(`{"type":"notice","level":"info","text":"soon gone"}`)
	p.Wait(`document.querySelector('.pn-toast')`)
	p.Elapse(6 * time.Second)
	p.Want(`document.querySelector('.pn-toast')`, "null")
}

// The overlay of development shows each error with its place and its line.
func TestProblem(t *testing.T) {
	s, p := serve(t, `<label id="c1" data-pn="text-input"><input data-pn-sends="change text" data-pn-shows="text"></label>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	problem := `{"type":"problem","title":"The edit is not good yet","items":[{"file":"weather.go","line":12,"column":3,"message":"undefined: x","source":"\t\tx.<b>()"},{"file":"","line":0,"column":0,"message":"and more","source":""}]}`
	const overlay = `document.getElementById('pn-problem')`
	p.Do(chromedp.Focus("#c1 input"))
	c.send(problem)
	p.Wait(overlay + ` != null`)
	for expression, want := range map[string]string{
		`.querySelector('h2').textContent`:                       "The edit is not good yet",
		`.querySelector('article div').textContent`:              "weather.go:12:3",
		`.querySelector('article p').textContent`:                "undefined: x",
		`.querySelector('article pre').textContent`:              "\t\tx.<b>()\n\t\t^",
		`.querySelectorAll('article').length`:                    "2",
		`.querySelector('article:last-of-type').children.length`: "1",
	} {
		p.Want(overlay+`.shadowRoot`+expression, want)
	}
	p.Do(chromedp.KeyEvent(kb.Escape))
	p.Wait(overlay + ` == null`)
	p.Want(`document.activeElement.localName`, "input")
	c.send(problem)
	p.Wait(overlay + ` != null`)
	c.send(`{"type":"problem","title":"","items":[]}`)
	p.Wait(overlay + ` == null`)
}

func TestReload(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	p.Visit(s.url)
	s.welcome().send(`{"type":"reload"}`)
	s.welcome()
}

// Before the first paint the theme is the chosen one, or else the system's.
func TestTheme(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	const look = `getComputedStyle(document.body).backgroundColor`
	const light, dark = "rgb(245, 246, 248)", "rgb(20, 22, 27)"
	p.scheme("dark")
	p.Visit(s.url)
	s.welcome()
	p.Live()
	p.Want(look, dark)
	for _, next := range []struct{ name, colour string }{{"light", light}, {"dark", dark}, {"system", dark}, {"light", light}} {
		p.Do(chromedp.Click("[data-pn-theme-toggle]"))
		p.Want(`document.querySelector('[data-pn-theme-toggle]').ariaLabel`, "Theme: "+next.name)
		p.Want(look, next.colour)
	}
	s.hold = make(chan struct{}) // the runtime has no part in it
	p.Visit(s.url + "&again")
	p.Want(look, light)
	p.Want(`document.documentElement.dataset.theme`, "light")
}

func (p *tab) scheme(name string) {
	p.T.Helper()
	if _, err := chromedp.Call(p.Context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	}); err != nil {
		p.T.Fatal(err)
	}
}

// Themes work in a browser without storage.
func TestThemeWithoutStorage(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	p.EachPage(`Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})`)
	p.Visit(s.url)
	s.welcome()
	p.Live()
	p.Do(chromedp.Click("[data-pn-theme-toggle]"))
	p.Want(`document.documentElement.dataset.theme`, "light")
}

// Tabs are used with the arrow keys, as the pattern of WAI-ARIA has it.
func TestTabsByKeyboard(t *testing.T) {
	s, p := serve(t, `<div id="c1" data-pn="tabs"><div role="tablist">`+
		`<button data-pn-sends="change index" data-pn-shows="index" role="tab" aria-selected="true">A</button><button data-pn-sends="change index" data-pn-shows="index" role="tab" aria-selected="false" tabindex="-1">B</button><button data-pn-sends="change index" data-pn-shows="index" role="tab" aria-selected="false" tabindex="-1">C</button></div></div>`), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.Do(chromedp.Focus("[role=tab]"))
	seq := 0
	for _, step := range []struct{ key, tab, event string }{
		{kb.ArrowRight, "B", "1"}, {kb.End, "C", "2"}, {kb.ArrowRight, "A", "0"}, {kb.ArrowLeft, "C", "2"}, {kb.Home, "A", "0"},
	} {
		p.Do(chromedp.KeyEvent(step.key))
		p.Want(`document.activeElement.textContent`, step.tab)
		seq++
		c.wantEvents(text(seq) + " c1 change " + step.event)
		c.patch(seq, `["value","c1",`+step.event+`]`)
		p.Wait(`document.activeElement.getAttribute('aria-selected') == 'true' && document.activeElement.tabIndex == 0`)
	}
}

// The dialog is open while the modal area has content.
func TestModal(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	p.Want(`document.querySelector('dialog').open`, "false")
	c.patch(0, `["children","pn-modal",[],["<p id=\"c1\" data-pn=\"text\">Sure?</p>"]]`)
	p.Wait(`document.querySelector('dialog').open`)
	p.Do(chromedp.KeyEvent(kb.Escape))
	p.Wait(`!document.querySelector('dialog').open`)
	c.patch(0, op("title", "closed"))
	p.Wait(`document.title == 'closed'`)
	p.Want(`document.querySelector('dialog').open`, "false")
	c.wantEvents("1 pn-modal close")
	c.patch(1, `["children","pn-modal",[],["<p id=\"c2\" data-pn=\"text\">Really?</p>"]]`)
	p.Wait(`document.querySelector('dialog').open`)
	c.patch(0, `["attr","pn-modal",[],"hidden",""]`)
	p.Wait(`!document.querySelector('dialog').open`)
}

// On a narrow screen the sidebar is a drawer, opened and closed by keyboard too.
func TestSidebarOnANarrowScreen(t *testing.T) {
	s, p := serve(t, ""), newTab(t)
	s.page.Sidebar = area("sidebar", `<label id="c1" data-pn="text-input"><input data-pn-sends="change text" data-pn-shows="text"></label>`)
	p.Do(chromedp.EmulateViewport(400, 700))
	p.Visit(s.url)
	s.welcome()
	p.Live()
	const visible = `document.querySelector('#c1 input').checkVisibility()`
	p.Want(visible, "false")
	p.Do(chromedp.Focus(".pn-menu"), chromedp.KeyEvent("\r"))
	p.Wait(visible)
	p.Do(chromedp.KeyEvent(kb.Escape))
	p.Wait(`!` + visible)
	p.Do(chromedp.EmulateViewport(1200, 700))
	p.Wait(visible)
}

// Invariant 8: the page obeys its own policy and needs nothing from other
// servers.
func TestPolicy(t *testing.T) {
	s, p := serve(t, button+`<p id="c9" data-pn="html"><img src="http://elsewhere.invalid/x.png" onerror="document.title='run'"></p>`), newTab(t)
	p.EachPage(`addEventListener('securitypolicyviolation', e => (window.violations ??= []).push(e.effectiveDirective + ' ' + e.blockedURI))`)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	c.send(`{"type":"notice","level":"info","text":"x"}`)
	c.send(`{"type":"problem","title":"t","items":[{"message":"m"}]}`)
	p.Wait(`document.getElementById('pn-problem') && document.querySelector('.pn-toast')`)
	p.Wait(`window.violations?.length >= 2`)
	got := p.Ask(`window.violations.sort().join(', ')`)
	if got != "img-src http://elsewhere.invalid/x.png, script-src-attr inline" {
		t.Errorf("the policy was broken by: %s", got)
	}
	p.Want(`document.title`, "Test")
}

// A page that logs something has a fault.
func TestNothingIsLogged(t *testing.T) {
	s, p := serve(t, slider+button), newTab(t)
	ctx, stop := context.WithTimeout(p.Context, waitfor.Patience)
	defer stop()
	messages := chromedp.Console(ctx)
	p.Visit(s.url)
	c := s.welcome()
	p.Live()
	c.patch(0, `["text","c1",[1],"6"]`)
	p.Wait(`document.querySelector('output').textContent == '6'`)
	p.JS(`console.log('the end')`)
	for m, err := range messages {
		if err != nil {
			t.Fatal(err)
		}
		if got := m.String(); !strings.Contains(got, "the end") {
			t.Errorf("logged: %s", got)
			continue
		}
		break
	}
}
