package e2e_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
)

// Behind a proxy that does not support WebSockets a page still goes live, and
// reconnects when the proxy cuts its stream. The person sees no difference.
func TestNoWebSockets(t *testing.T) {
	for _, reuse := range []server.Reuse{server.ReuseOff, server.ReuseOn} {
		t.Run("reuse "+string(reuse), func(t *testing.T) {
			s := serve(t, "testdata/cities.go", func(o *panelgo.Options) { o.Reuse = reuse })
			s.guard(strip)
			p := newTab(t)
			p.EachPage(`window.said = []; document.addEventListener('DOMContentLoaded', () => {
				new MutationObserver(() => {
					const bar = document.getElementById('pn-banner');
					if (bar) said.push(bar.textContent);
				}).observe(document.body, {childList: true});
			})`)
			p.Visit(s.url + "/cities")
			p.Live()
			p.JS(`window.mark = 'the page that was opened'; said.length = 0`)
			p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight))
			p.shows(".days", "3 days")
			for _, days := range []string{"4 days", "5 days"} {
				p.JS(`window.back = new Promise(done => new MutationObserver(() => document.documentElement.dataset.pnState == 'live' && done())
					.observe(document.documentElement, {attributeFilter: ['data-pn-state']})); 0`)
				s.cut()
				p.JS(`back`)
				p.Elapse(time.Second) // a message about the lost stream would be there by now
				p.Do(chromedp.KeyEvent(kb.ArrowRight))
				p.shows(".days", days)
			}
			p.Do(chromedp.Click(button))
			p.shows("[data-pn=text]", "clicked 1")
			p.Want(`said.join()`, "")
			p.wantSamePage()
		})
	}
}

// What a person does while the stream is down arrives when it is back.
func TestCutStream(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	s.guard(strip)
	p := open(t, s.url+"/cities")
	p.Do(chromedp.Click(button))
	p.shows("[data-pn=text]", "clicked 1")
	s.guard(refuse)
	s.cut()
	p.Wait(`document.documentElement.dataset.pnState == 'down'`)
	p.Do(chromedp.Click(button), chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
	s.guard(strip)
	p.Live()
	p.shows("[data-pn=text]", "clicked 2")
	p.shows(".days", "7 days")
	p.wantSamePage()
}

// An edit reaches live pages over streams too, and error pages that wait for
// it.
func TestEditOverAStream(t *testing.T) {
	source := copyScript(t, "cities.go")
	source.edit(`s.Title(`, `s.Titel(`)
	s := serve(t, source.file, inDevelopment)
	s.guard(strip)
	p := newTab(t)
	p.Visit(s.url + "/cities")
	p.Want(`document.querySelector('.pn-status').textContent`, "500")
	source.edit(`s.Titel(`, `s.Title(`)
	p.Live()
	p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
	p.shows(".days", "7 days")
	source.edit(`" days"`, `" nights"`)
	p.shows(".days", "7 nights")
}
