package server_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

const page = `
	func App(s *pn.Session) {
		w := pn.IntSlider("W", 0, 1000)
		s.Main(w, pn.View(func() pn.Component { return pn.Text("one " + pn.FormatNumber("{value}", float64(w.Value()))) }))
	}`

// many opens pages, each with an input of its own.
func many(t *testing.T, url string, n int) []*pntest.Page {
	pages := make([]*pntest.Page, n)
	var all sync.WaitGroup
	for i := range pages {
		pages[i] = pntest.Load(t, url)
		all.Go(func() {
			pages[i].GoLive()
			pages[i].Set("W", i+1)
		})
	}
	all.Wait()
	return pages
}

// In development all sessions move, also when the next edit comes while they
// do, and nobody's inputs are lost.
func TestManySessionsMove(t *testing.T) {
	file := script(t, "page.go", page)
	h := handler(t, dev, file)
	pages := many(t, pntest.Serve(t, h)+"/page", 300)
	words := []string{"one", "two", "three", "four", "five"}
	for i, word := range words[1:] {
		edit(t, file, words[i]+" ", word+" ")
		pages[0].WaitText(".pn-text", word+" 1") // the others are on their way
	}
	for i, p := range pages {
		p.WaitText(".pn-text", fmt.Sprint("five ", i+1))
	}
	waitfor.True(t, "the old sessions to end", func() bool { return h.Stats().Sessions == len(pages) })
}

// Outside development sessions finish on the version they began with, also
// after a lost socket, and new visitors get the new one.
func TestSessionsFinishOnTheirVersion(t *testing.T) {
	file := script(t, "page.go", page)
	url := serve(t, plain, file) + "/page"
	old := pntest.Visit(t, url)
	edit(t, file, "one ", "two ")
	waitfor.True(t, "the edit", func() bool { return pntest.Load(t, url).Text(".pn-text") == "two 0" })
	old.Set("W", 3)
	old.Drop()
	old.GoLive()
	old.Set("W", 4)
	if got := old.Text(".pn-text"); got != "one 4" {
		t.Errorf("the old session shows %q", got)
	}
}

// A page that is loaded, or comes back, while an edit is taken up ends on the
// new version in development.
func TestEditWhileAPageIsAway(t *testing.T) {
	file := script(t, "page.go", page)
	url := serve(t, dev, file) + "/page"
	loaded, away := pntest.Load(t, url), pntest.Visit(t, url)
	away.Set("W", 3)
	away.Drop()
	edit(t, file, "one ", "two ")
	waitfor.True(t, "the edit", func() bool { return pntest.Load(t, url).Text(".pn-text") == "two 0" })
	loaded.GoLive()
	loaded.WaitText(".pn-text", "two 0")
	away.GoLive()
	away.WaitText(".pn-text", "two 3")
}

// An edit that is undone moves no session: what a script keeps in its
// variables stays.
func TestUndoneEditMovesNobody(t *testing.T) {
	file := script(t, "count.go", `
		func App(s *pn.Session) {
			n, label := 0, pn.Number("Count", 0)
			s.Main(pn.Button("More").OnClick(func() { n++; label.Set(n) }), label)
		}`)
	p := pntest.Visit(t, serve(t, dev, file)+"/count")
	p.Click("More")
	edit(t, file, "n++", "n+++")
	p.WaitProblem("count.go")
	edit(t, file, "n+++", "n++")
	p.WaitProblem("")
	p.Click("More")
	if got := p.Text(".pn-number-value"); got != "2" {
		t.Errorf("the count is %s", got)
	}
}

// slow is an app that sleeps before it makes its page.
const slow = `package main
	import ("fmt"; "time"; "github.com/panelgo/panelgo/pn")
	func App(s *pn.Session) {
		time.Sleep(0 * time.Millisecond)
		n, count := 0, pn.TextInput("Count")
		s.Main(pn.Text("first"), pn.Text("sleeps 0 * time"), count, pn.Button("More").OnClick(func() { n++; count.Set(fmt.Sprint(n)) }))
		s.Main(pn.View(func() pn.Component { return pn.Text("count " + count.Value()).Classes("count") }))
	}`

// told is a log that signals each log line with a word.
type told struct {
	word string
	came chan struct{}
}

func (l told) Write(line []byte) (int, error) {
	if strings.Contains(string(line), l.word) {
		l.came <- struct{}{}
	}
	return len(line), nil
}

// A page ends on the latest edit, also if that comes while the page moves to
// the one before it.
func TestEditsInQuickSuccession(t *testing.T) {
	file := script(t, "slow.go", slow)
	edited := told{"msg=edited", make(chan struct{}, 10)}
	log := func(o *panelgo.Options) { o.Log = slog.New(slog.NewTextHandler(edited, nil)) }
	p := pntest.Visit(t, serve(t, func(o *panelgo.Options) { dev(o); log(o) }, file)+"/slow")
	edit(t, file, "(0 * time", "(1000 * time")
	<-edited.came
	edit(t, file, "(1000 * time", "(0 * time")
	edit(t, file, "first", "third")
	p.WaitText(".pn-text", "third")
	p.Click("More")
	p.WaitText(".count", "count 1")
}

// An edit that comes while a page is made, or goes live, ends neither. The page
// of the new version is quicker there than that of the old.
func TestEditWhileASessionBegins(t *testing.T) {
	for _, mode := range []func(*panelgo.Options){plain, reuse, warm} {
		file := script(t, "slow.go", strings.Replace(slow, "(0 * time", "(500 * time", 1))
		url := serve(t, func(o *panelgo.Options) { mode(o); dev(o) }, file)
		p := pntest.Load(t, url+"/slow")
		edit(t, file, "(500 * time", "(0 * time")
		p.GoLive()
		p.Click("More")
		p.WaitText(".count", "count 1")

		edit(t, file, "0 * time", "500 * time")
		waitfor.True(t, "a page to be slow", func() bool {
			return strings.Contains(get(t, url+"/slow?new").body, "sleeps 500 * time")
		})
		edit(t, file, "500 * time", "0 * time")
		if got := get(t, url+"/slow?newer"); got.status != http.StatusOK {
			t.Errorf("the page answers %d", got.status)
		}
	}
}

// A page that was away during an edit comes back to its session and moves then,
// with what the script had put into its controls.
func TestEditWhileTheSocketIsDown(t *testing.T) {
	for _, mode := range []func(*panelgo.Options){plain, reuse, warm} {
		file := script(t, "slow.go", slow)
		url := serve(t, func(o *panelgo.Options) { mode(o); dev(o) }, file)
		p := pntest.Visit(t, url+"/slow")
		p.Click("More")
		p.Drop()
		edit(t, file, "first", "second")
		waitfor.True(t, "the edit", func() bool { return strings.Contains(get(t, url+"/slow").body, "second") })
		p.GoLive()
		p.WaitText(".pn-text", "second")
		p.WaitText(".count", "count 1")
	}
}

// A page that was told of a bad edit, and comes back to a new session when the script is
// mended, is told that nothing is wrong any more.
func TestMendedWhileThePageIsAway(t *testing.T) {
	for name, mode := range map[string]func(*panelgo.Options){"a session each": plain, "reuse": reuse, "lazy": lazy} {
		t.Run(name, func(t *testing.T) {
			file := script(t, "page.go", page)
			h := handler(t, func(o *panelgo.Options) { mode(o); dev(o) }, file)
			url := pntest.Serve(t, h) + "/page"
			p := pntest.Visit(t, url)
			edit(t, file, "pn.Text(\"one ", "pn.Txet(\"two ")
			p.WaitProblem("Txet")
			p.Drop()
			edit(t, file, "pn.Txet(", "pn.Text(")
			waitfor.True(t, "the edit", func() bool { return pntest.Load(t, url).Text(".pn-text") == "two 0" })
			h.EndSessions()
			p.GoLive()
			p.WaitText(".pn-text", "two 0")
			p.WaitProblem("")
		})
	}
}
