package e2e_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// input is the input of a label in testdata/typed.go.
func input(label string) string {
	return `[...document.querySelectorAll('#pn-main label')].find(e => e.textContent == '` + label + `')?.querySelector('input')`
}

// toasts are the notices that the page shows.
const toasts = `[...document.querySelectorAll('.pn-toast')].map(e => e.firstChild.data).join()`

// Text that is typed, and not committed, stays with its control when an edit puts others
// in its place, and is never given to another.
func TestTypedTextAndEdits(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string
		kept     bool
	}{
		"another before it":     {`s.Main(note,`, `s.Main(pn.Text("new"), note,`, true},
		"exchanged":             {`s.Main(note, public,`, `s.Main(public, pn.Text("new"), note,`, true},
		"another kind before":   {`s.Main(note, public,`, `s.Main(pn.Checkbox("Box"), pn.Select("Choice", "a", "b"), pn.Text("new"), public, note,`, true},
		"in a column":           {`s.Main(note,`, `s.Main(pn.Text("new"), pn.Column(note),`, true},
		"gone":                  {`s.Main(note,`, `s.Main(pn.Text("new"),`, false},
		"of another kind":       {`s.Main(note,`, `s.Main(pn.Checkbox("Note"), pn.Text("new"),`, false},
		"of another name":       {`note, public := pn.TextInput("Note")`, `s.Main(pn.Text("new")); note, public := pn.TextInput("Notes")`, false},
		"one of two that share": {`note, public := pn.TextInput("Note")`, `s.Main(pn.Text("new"), pn.TextInput("Note")); note, public := pn.TextInput("Note")`, false},
	} {
		t.Run(name, func(t *testing.T) {
			source := copyScript(t, "typed.go")
			s := serve(t, source.file, inDevelopment)
			p := open(t, s.url+"/typed")
			p.JS(input("Note") + `.focus()`)
			p.Do(chromedp.KeyEvent("SECRET"), chromedp.KeyEvent(kb.ArrowLeft))
			source.edit(c.from, c.to)
			p.Wait(`document.getElementById('pn-main').textContent.includes('new')`)

			if c.kept {
				p.Want(input("Note")+`.value`, "SECRET")
				p.Want(`document.activeElement == `+input("Note"), "true")
				p.Want(`document.activeElement.selectionStart`, "5")
				p.Want(toasts, "")
				p.Do(chromedp.KeyEvent("\t"))
				p.shows(".state", "note=SECRET public= same=")
				p.JS(input("Public") + `.focus()`)
			} else {
				p.Wait(toasts + ` == 'Something you had entered has no place on this page any more.'`)
				p.JS(input("Public") + `.focus()`)
			}
			p.Want(`[...document.querySelectorAll('#pn-main :is(input, textarea)')].filter(e => e.value == 'SECRET').length`, map[bool]string{true: "1", false: "0"}[c.kept])
			p.Do(chromedp.KeyEvent("all\t"))
			p.Wait(`document.querySelector('.state').textContent.includes('public=all')`)
			p.wantSamePage()
		})
	}
}

// What a person enters, and what is only typed, is there again when the page is loaded
// anew at once, and on the way back.
func TestEnteredAndLeftAtOnce(t *testing.T) {
	s := serve(t, "testdata/typed.go", nil)
	p := open(t, s.url+"/typed")
	leave := map[string]func(){
		"loaded anew": p.loadAnew,
		"come back":   func() { p.Visit("about:blank"); p.Do(chromedp.NavigateBack()) },
	}
	for name, leave := range leave {
		t.Run(name, func(t *testing.T) {
			p.Visit(s.url + "/typed?" + name[:4])
			p.Live()
			p.JS(input("Note") + `.focus()`)
			p.Do(chromedp.KeyEvent("entered\t"), chromedp.KeyEvent("typed"))
			leave()
			p.Live()
			p.shows(".state", "note=entered public=typed same=")
			p.Want(toasts, "")
		})
	}
}

// What was entered into controls that cannot be told apart is dropped when the page is
// loaded anew, and the person is told once.
func TestCannotBeToldApart(t *testing.T) {
	s := serve(t, "testdata/typed.go", nil)
	p := open(t, s.url+"/typed")
	p.JS(input("Same") + `.focus()`)
	p.Do(chromedp.KeyEvent("one\ttwo\t"))
	p.shows(".state", "note= public= same=onetwo")
	p.loadAnew()
	p.Wait(toasts + ` == 'Something you had entered has no place on this page any more.'`)
	p.shows(".state", "note= public= same=")
	p.loadAnew()
	p.shows(".state", "note= public= same=")
	p.Want(toasts, "")
}
