package server_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// slow is an app that takes a while to make its page.
const slow = `package main
	import ("fmt"; "time"; "github.com/panelgo/panelgo/pn")
	func App(s *pn.Session) {
		time.Sleep(0 * time.Millisecond)
		n, count := 0, pn.TextInput("Count")
		s.Main(pn.Text("first"), pn.Text("sleeps 0 * time"), count, pn.Button("More").OnClick(func() { n++; count.Set(fmt.Sprint(n)) }))
		s.Main(pn.View(func() pn.Component { return pn.Text("count " + count.Value()).Classes("count") }))
	}`

// told is a log that tells of lines with a word.
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

// An edit that comes while the page moves to the one before it is where the
// page ends up.
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
