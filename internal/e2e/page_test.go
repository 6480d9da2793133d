package e2e_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
)

const covered = `document.documentElement.hasAttribute('data-pn-cover')`

func withSpinner(o *panelgo.Options) { o.Spinner = true }

// --global-loading-spinner covers the page until it is live.
func TestSpinner(t *testing.T) {
	s := serve(t, "testdata/cities.go", withSpinner)
	goOn := s.hold()
	p := newTab(t)
	p.Visit(s.url + "/cities")
	p.Want(covered, "true")
	p.Want(`getComputedStyle(document.body, '::before').position`, "fixed")
	goOn()
	p.Wait(`!(` + covered + `)`)
	p.Want(`document.documentElement.dataset.pnState`, "live")
}

// Without a socket the spinner goes away, and the page says why.
func TestSpinnerGivesUp(t *testing.T) {
	s := serve(t, "testdata/cities.go", withSpinner)
	s.guard(refuse)
	p := newTab(t)
	p.Visit(s.url + "/cities")
	p.Want(covered, "true")
	p.Wait(`!(` + covered + `)`)
	p.Elapse(time.Second)
	p.Want(`document.getElementById('pn-banner').textContent`, "Connecting…")
	p.shows(".days", "1 days")
}

// Without scripts nothing could remove a spinner, so there is none.
func TestNoSpinnerWithoutScripts(t *testing.T) {
	s := serve(t, "testdata/cities.go", withSpinner)
	p := newTab(t)
	p.ScriptsOff()
	p.Do(chromedp.Navigate(s.url+"/cities"), chromedp.WaitVisible(".days"))
	p.Want(covered, "false")
	p.shows(".days", "1 days")
}

// Below a path everything works as it does without, whether the server knows the path or
// something in front of it takes the path off.
func TestPrefix(t *testing.T) {
	for name, test := range map[string]struct{ at, known string }{
		"known":     {"/tools", "/tools"},
		"taken off": {"/tools", ""},
		"half":      {"/some/tools", "/tools"},
	} {
		t.Run(name, func(t *testing.T) {
			source := copyScript(t, "cities.go")
			other := &script{t, filepath.Join(filepath.Dir(source.file), "other.go")}
			other.write("package main\n\nimport \"github.com/panelgo/panelgo/pn\"\n\nfunc App(s *pn.Session) {}\n")
			source.edit("city, days, name", `pn.Custom("a.js"), city, days, name`)
			source.beside("a.js", "import {loaded} from './b.js'; export default {mount() { window.loaded = loaded }}")
			source.beside("b.js", "export const loaded = true")
			s := serve(t, filepath.Dir(source.file), func(o *panelgo.Options) {
				inDevelopment(o)
				o.Prefix = test.known
			})
			web := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(test.at, test.known), s.apps))
			t.Cleanup(func() {
				web.CloseClientConnections()
				web.Close()
			})
			p := newTab(t)
			p.EachPage(`window.failed = []; addEventListener('error', e => failed.push(e.target.src || e.target.href || e.message), true)`)
			p.Visit(web.URL + test.at + "/no/such/page")
			p.Do(chromedp.Click(`.pn-error a`))
			p.Wait(`location.pathname == '` + test.at + `/'`)
			p.Do(chromedp.Click(`a[href="./cities"]`))
			p.Wait(`location.pathname == '` + test.at + `/cities'`)
			p.Live()
			p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
			p.shows(".days", "7 days")
			p.Wait(`document.querySelector('link[rel=stylesheet]')?.sheet != null && window.loaded == true`)
			source.edit(`s.Title(`, `s.Titel(`)
			p.Wait(overlay + ` != null`)
			p.Want(`failed.join()`, "")
		})
	}
}

// A page reached by the back button is live. A page that many visitors share is
// the one that was left, with its session; the browser does not keep a
// visitor's own page, so that is made anew.
func TestBack(t *testing.T) {
	for _, tt := range []struct {
		reuse server.Reuse
		kept  string
	}{
		{server.ReuseOff, "undefined"}, // loaded anew, and what was entered is entered again
		{server.ReuseOn, "the page that was opened"},
	} {
		t.Run("reuse "+string(tt.reuse), func(t *testing.T) {
			s := serve(t, "testdata", func(o *panelgo.Options) { o.Reuse = tt.reuse })
			p := open(t, s.url+"/cities")
			p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
			p.shows(".days", "7 days")
			p.Visit(s.url + "/")
			p.JS(`setTimeout(() => history.back())`)
			p.Wait(`location.pathname == '/cities' && document.documentElement.dataset.pnState == 'live'`)
			p.Want(`window.mark`, tt.kept)
			p.shows(".days", "7 days")
			p.JS(`document.querySelector('` + slider + `').focus()`)
			p.Do(chromedp.KeyEvent(kb.Home), chromedp.KeyEvent(kb.ArrowRight))
			p.shows(".days", "2 days")
		})
	}
}

// What a person has entered is there again when a page is loaded anew, as in a tab that
// is opened again, in the controls of the same keys: also in one that is there only
// because of another. What the browser itself fills in, by position, is taken back.
func TestRestoredTab(t *testing.T) {
	for _, mode := range []server.Reuse{server.ReuseOff, server.ReuseOn, server.ReuseLazy} {
		t.Run("reuse "+string(mode), func(t *testing.T) {
			s := serve(t, "testdata", func(o *panelgo.Options) { o.Reuse = mode })
			p := newTab(t)
			p.EachPage(`addEventListener('DOMContentLoaded', () => {
				const wrong = document.querySelector('` + name + `');
				if (wrong) wrong.value = 'SECRET';
			})`)
			p.Visit(s.url + "/forms")
			p.Live()
			p.shows(".state", "name= shared= more=")
			p.Want(`document.querySelector('`+name+`').value`, "")
			p.Do(chromedp.SendKeys(labelled("Shared"), "abc\t"))
			p.shows(".state", "name= shared=abc more=")
			p.Do(chromedp.Click(`[role=tab]:last-child`))
			p.Do(chromedp.SendKeys(labelled("More"), "def\t"))
			p.shows(".state", "name= shared=abc more=def")
			p.Wait(`history.state?.pn.length == 3`)
			for range 2 { // it goes on so
				p.loadAnew()
				p.shows(".state", "name= shared=abc more=def")
				p.Want(`document.querySelector('[role=tab][aria-selected=true]').textContent`, "Data")
				p.Want(`document.querySelector('`+labelled("Shared")+`').value`, "abc")
				p.Wait(`document.querySelector('` + labelled("More") + `')?.value == 'def'`)
			}
			p = newTab(t)
			p.Visit(s.url + "/forms")
			p.Live()
			p.shows(".state", "name= shared= more=")
		})
	}
}

// labelled selects the input of a label.
func labelled(label string) string { return `[data-pn-key="` + label + `"] input` }

// A dialog that a person has closed opens again.
func TestDialogOpensAgain(t *testing.T) {
	s := serve(t, "testdata/forms.go", nil)
	p := open(t, s.url+"/forms")
	for _, close := range []func(){
		func() { p.Do(chromedp.KeyEvent(kb.Escape)) },
		func() { p.JS(`document.querySelector("dialog form button").click()`) },
	} {
		p.Do(chromedp.Click(button))
		p.Wait(`document.querySelector('dialog').open`)
		close()
		p.Wait(`!document.querySelector('dialog').open && document.getElementById('pn-modal').firstElementChild.hidden`)
	}
}

// A View that runs again leaves what a person types in the input that it makes anew, and
// what was entered, with focus and caret.
func TestInputInAView(t *testing.T) {
	s := serve(t, "testdata/forms.go", nil)
	p := open(t, s.url+"/forms")
	input := labelled("In view")
	p.JS(`document.querySelector('` + input + `').focus()`)
	p.Do(chromedp.KeyEvent("entered\r"), chromedp.KeyEvent(" and typed"), chromedp.KeyEvent(kb.ArrowLeft))
	p.JS(`window.had = document.querySelector('` + input + `'), window.ticks = document.querySelector('.tick').textContent`)
	p.Wait(`+document.querySelector('.tick').textContent > +ticks + 2`)
	p.Want(`document.querySelector('`+input+`') == had && document.activeElement == had`, "true")
	p.Want(`had.value`, "entered and typed")
	p.Want(`had.selectionStart`, fmt.Sprint(len("entered and typed")-1))
	p.Do(chromedp.KeyEvent("\r"))
	p.Wait(`document.querySelector('.heard').textContent == 'entered and typed'`)
}

// The chosen theme applies before the first paint.
func TestThemeOutlivesTheVisit(t *testing.T) {
	s := serve(t, "../../apps/weather.go", nil)
	p := newTab(t)
	p.EachPage(`new PerformanceObserver(list => {
		window.themeAtPaint ??= document.documentElement.dataset.theme || 'system';
	}).observe({type: 'paint', buffered: true});
	document.addEventListener('readystatechange', () => {
		window.groundAtFirst ??= document.body && getComputedStyle(document.body).backgroundColor;
	})`)
	p.Visit(s.url + "/weather")
	p.Live()
	const toggle = `[data-pn-theme-toggle]`
	light := p.Ask(`getComputedStyle(document.body).backgroundColor`)
	p.Do(chromedp.Click(toggle), chromedp.Click(toggle))
	p.Want(`document.documentElement.dataset.theme`, "dark")
	dark := p.Ask(`getComputedStyle(document.body).backgroundColor`)
	if dark == light {
		t.Errorf("the ground is %s in both themes", dark)
	}
	p.Visit(s.url + "/weather?city=Oslo")
	p.Live()
	p.Want(`window.groundAtFirst`, dark)
	p.Wait(`window.themeAtPaint`)
	p.Want(`window.themeAtPaint`, "dark")
}

// Every kind of component has styles in the page that shows it.
func TestEveryKindIsStyled(t *testing.T) {
	s := serve(t, "testdata/gallery.go", nil)
	p := open(t, s.url+"/gallery")
	kinds := strings.Fields(p.Ask(`[...new Set([...document.querySelectorAll('[data-pn]')].map(e => e.dataset.pn))].join(' ')`))
	sheet := p.Ask(`document.querySelector('style').textContent`)
	plain := []string{"area", "column", "view"} // the styles that all pages have are enough
	for _, kind := range kinds {
		if !strings.Contains(sheet, ".pn-"+strings.TrimSuffix(kind, "-box")) && !slices.Contains(plain, kind) {
			t.Errorf("a %s has no styles", kind)
		}
	}
}

// No page is wider than its window; wide content scrolls by itself.
func TestNoPageIsTooWide(t *testing.T) {
	s := serve(t, "testdata/gallery.go", nil)
	p := newTab(t)
	for _, template := range []string{"vanilla", "material"} {
		for _, width := range []int64{320, 768, 1440} {
			p.Do(chromedp.EmulateViewport(width, 800))
			p.Visit(fmt.Sprintf("%s/gallery?template=%s&width=%d", s.url, template, width))
			p.Live()
			p.Want(`document.documentElement.scrollWidth`, fmt.Sprint(width))
		}
	}
}

// The bytes that it takes to paint the weather page and to go live fit into
// what a server may send at once.
func TestBudget(t *testing.T) {
	const most = 14 << 10
	s := serve(t, "../../apps/weather.go", func(o *panelgo.Options) { o.Reuse = server.ReuseOn })
	get := func(path, encoding string) string {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), "GET", s.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s, %v", path, answer.Status, err)
		}
		return string(body)
	}
	runtime := regexp.MustCompile(`/_panelgo/runtime[^"]+`).FindString(get("/weather", "identity"))
	page, script := len(get("/weather", "br")), len(get(runtime, "br"))
	t.Logf("page %d bytes, runtime %d bytes", page, script)
	if page+script > most {
		t.Errorf("page %d bytes and runtime %d bytes are more than %d", page, script, most)
	}
}
