package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
)

func inDevelopment(o *panelgo.Options) { o.Dev = true }

const overlay = `document.getElementById('pn-problem')`

// An edit shows on the open page; a person's inputs stay, even text that is
// typed but not committed yet.
func TestEdit(t *testing.T) {
	source := copyScript(t, "cities.go")
	s := serve(t, source.file, inDevelopment)
	p := open(t, s.url+"/cities")
	p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.End), chromedp.SendKeys(name, "Ad"))
	p.shows(".days", "7 days")
	source.edit(`" days"`, `" nights"`)
	p.shows(".days", "7 nights")
	p.Want(`document.querySelector('`+slider+`').value`, "7")
	p.Want(`document.querySelector('`+name+`').value`, "Ad")
	p.Want(`document.activeElement.value`, "Ad")
	p.Do(chromedp.KeyEvent("a\r"))
	p.shows(".hello", "Hello Ada")
	p.wantSamePage()
}

// What was entered before an edit that moves controls to other places is still kept when
// the page is loaded anew after it.
func TestEditAndLoadAnew(t *testing.T) {
	source := copyScript(t, "forms.go")
	s := serve(t, source.file, inDevelopment)
	p := open(t, s.url+"/forms")
	p.Do(chromedp.SendKeys(name, "abc\t"), chromedp.SendKeys(labelled("Shared"), "def\t"))
	p.shows(".state", "name=abc shared=def more=")
	source.edit(`s.Main(pn.Tabs()`, `s.Main(pn.Text("first"), pn.Text("second"), pn.Tabs()`)
	p.Wait(`document.getElementById('pn-main').firstElementChild.textContent == 'first'`)
	p.shows(".state", "name=abc shared=def more=")
	for range 2 {
		p.loadAnew()
		p.shows(".state", "name=abc shared=def more=")
	}
}

// A bad edit shows its error over the page, which stays as it was, until the
// script is corrected.
func TestBadEdit(t *testing.T) {
	source := copyScript(t, "cities.go")
	s := serve(t, source.file, inDevelopment)
	p := open(t, s.url+"/cities")
	line := source.edit(`fmt.Sprint(days.Value(), " days")`, `fmt.Sprnt(days.Value(), " days")`)
	p.Wait(overlay)
	text := p.Ask(overlay + `.shadowRoot.textContent`)
	for _, part := range []string{fmt.Sprintf("cities.go:%d:", line), "undefined: fmt.Sprnt", `fmt.Sprnt(days.Value(), " days")`} {
		if !strings.Contains(text, part) {
			t.Errorf("the overlay does not say %q:\n%s", part, text)
		}
	}
	p.shows(".days", "1 days")
	source.edit(`fmt.Sprnt(days.Value(), " days")`, `fmt.Sprint(days.Value(), " evenings")`)
	p.Wait(`!` + overlay)
	p.shows(".days", "1 evenings")
	p.wantSamePage()
}

// A script that is bad from the start shows its error, and the page appears by
// itself once the script is corrected.
func TestBadFromTheStart(t *testing.T) {
	source := copyScript(t, "cities.go")
	line := source.edit(`s.Title(`, `s.Titel(`)
	s := serve(t, source.file, inDevelopment)
	p := newTab(t)
	p.Visit(s.url + "/cities")
	if text, want := p.Ask(`document.body.textContent`), fmt.Sprintf("cities.go:%d", line); !strings.Contains(text, want) {
		t.Errorf("the page does not say %s:\n%s", want, text)
	}
	source.edit(`s.Titel(`, `s.Title(`)
	p.Live()
	p.shows(".days", "1 days")
}

// An error page becomes the app even if the script is corrected after the page
// was made and before the page could say that it waits.
func TestMendedBeforeThePageWaits(t *testing.T) {
	source := copyScript(t, "cities.go")
	source.edit(`s.Title(`, `s.Titel(`)
	s := serve(t, source.file, inDevelopment)
	goOn := s.hold()
	p := newTab(t)
	p.Visit(s.url + "/cities")
	p.Want(`document.querySelector('.pn-status').textContent`, "500")
	source.edit(`s.Titel(`, `s.Title(`)
	waitfor.True(t, "the edit to be found good", func() bool { return s.apps.Problem("cities") == nil })
	goOn()
	p.Live()
	p.shows(".days", "1 days")
}
