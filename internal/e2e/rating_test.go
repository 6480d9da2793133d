package e2e_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A control of several inputs sends what is chosen, by the mouse and by keys, shows what
// the server sets, and has it again when the page is loaded anew.
func TestRating(t *testing.T) {
	s := serve(t, "testdata/rating.go", nil)
	p := open(t, s.url+"/rating")
	star := func(component, n int) string {
		return fmt.Sprintf(`[data-pn=rating]:nth-of-type(%d) label:nth-child(%d)`, component, n)
	}
	chosen := func(want string) {
		t.Helper()
		p.Wait(`[...document.querySelectorAll('[data-pn=rating]')].map(r => r.querySelector('input:checked')?.value ?? 0).join(' ') == '` + want + `'`)
	}
	chosen("0 1")
	p.Do(chromedp.Click(star(1, 3)))
	p.shows(".state", "3 1")
	p.Do(chromedp.KeyEvent(kb.ArrowRight))
	p.shows(".state", "4 1")
	p.Do(chromedp.Click(star(2, 2)))
	p.shows(".state", "4 2")
	chosen("4 2")
	p.JS(`[...document.querySelectorAll('button[data-pn]')].find(b => b.textContent == 'Best').click()`)
	p.shows(".state", "5 2")
	chosen("5 2")
	p.JS(`[...document.querySelectorAll('button[data-pn]')].find(b => b.textContent == 'None').click()`)
	p.shows(".state", "0 2")
	chosen("0 2")
	p.Do(chromedp.Click(star(2, 4))) // behind the stars: none
	p.shows(".state", "0 0")
	chosen("0 0")
	p.Do(chromedp.KeyEvent(kb.ArrowRight))
	p.shows(".state", "0 1")
	p.Do(chromedp.KeyEvent(kb.ArrowLeft))
	p.shows(".state", "0 0")
	p.Do(chromedp.Click(star(2, 2)), chromedp.Click(star(1, 2)))
	p.shows(".state", "2 2")
	p.wantSamePage()
	p.Do(chromedp.Reload())
	p.Live()
	p.shows(".state", "2 2")
	chosen("2 2")
}
