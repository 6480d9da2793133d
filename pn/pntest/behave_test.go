package pntest_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
	"github.com/panelgo/panelgo/pn/pntest/testdata/behave"
)

// lines is a log that a test reads while it is written.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *lines) count(part string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.all.String(), part)
}

// What a component does to others happens in the page and on the server alike, and no
// patch says again what the page shows; interpreted and compiled.
func TestBehaviours(t *testing.T) {
	for name, open := range map[string]func(*testing.T, ...pntest.Option) *pntest.Page{
		"compiled": func(t *testing.T, o ...pntest.Option) *pntest.Page { return pntest.Open(t, behave.App, o...) },
		"interpreted": func(t *testing.T, o ...pntest.Option) *pntest.Page {
			return pntest.OpenScript(t, "testdata/behave/behave.go", o...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			log := &lines{}
			p := open(t, pntest.With(func(o *panelgo.Options) { o.Dev, o.Log = true, slog.New(slog.NewTextHandler(log, nil)) }))
			patches := p.Patches()
			quiet := func(what string) {
				t.Helper()
				if n := p.Patches() - patches; n != 0 {
					t.Errorf("%s: %d patches say what the page shows", what, n)
				}
				patches = p.Patches()
			}
			has := func(selector string, want bool) {
				t.Helper()
				if p.Has(selector) != want {
					t.Errorf("%s on the page: %v", selector, !want)
				}
				patches = p.Patches()
			}
			state := func(want string) {
				t.Helper()
				p.WaitText("[data-pn-key=state]", want)
				patches = p.Patches()
			}
			const note, help = "[data-pn-key=note]", "[data-pn-key=help]"

			state("false 0 0 0")
			has(help+"[hidden]", true)
			p.Click("Hide")
			quiet("hidden")
			has(note+"[hidden]", true)
			p.Click("Show")
			quiet("shown")
			has(note+":not([hidden])", true)
			p.Click("Toggle")
			p.WaitText("[data-pn-key=count]", "1 clicks")
			has(note+"[hidden]", true)
			p.Click("Toggle")
			has(note+":not([hidden])", true)
			p.Click("Never")
			has(note+":not([hidden])", true)
			p.Click("Wide")
			quiet("a class")
			has(note+".wide", true)
			p.Click("Wide")
			quiet("no class")
			has(note+".wide", false)

			p.Click("Open")
			quiet("opened")
			p.Click("Second")
			state("false 0 0 1")
			p.Set("Detailed", true)
			state("true 0 0 1")
			has(help+":not([hidden])", true)
			p.Set("Bins", 42)
			state("true 42 40 1")
			p.Click("Reset")
			state("true 0 0 1")

			p.Click("Later")
			p.Click("Later")
			if n := log.count("a component is not on the page"); n != 1 {
				t.Errorf("the log says %d times that a component is missing", n)
			}
			if n := log.count(`by="button \"Later\"" does=toggle to=text`); n != 1 {
				t.Errorf("it is not named: %s", &log.all)
			}
			p.Click("Bring")
			p.Click("Later")
			has("#pn-sidebar [data-pn=text][hidden]", true)

			p.Set("Filter", "ber")
			has("tbody tr:nth-child(3)[data-pn-out]", true)
			p.Click("Sort")
			has("tbody tr:nth-child(1)[data-pn-out]", true)
			has("tbody tr:nth-child(3)[data-pn-out]", false)
		})
	}
}

// A page cannot show, by an event of its own making, what no component that it can use
// names, nor turn a behaviour into another.
func TestFreeStates(t *testing.T) {
	p := pntest.Open(t, behave.App)
	id := func(selector, text string) string {
		for n := 1; ; n++ {
			at := p.HTML(selector + ":nth-of-type(" + strconv.Itoa(n) + ")")
			if at == "" {
				t.Fatalf("no %s %q", selector, text)
			}
			if strings.Contains(at, ">"+text+"<") {
				_, rest, _ := strings.Cut(at, `id="`)
				id, _, _ := strings.Cut(rest, `"`)
				return id
			}
		}
	}
	const note, help = "[data-pn-key=note]", "[data-pn-key=help]"
	for seq, e := range []struct{ to, did string }{
		{id("#pn-main > div", "help"), `,"did":[true]`},
		{id("#pn-main > button", "Hide"), `,"did":[true,true]`}, // hides them all the same
		{id("#pn-main > button", "Toggle"), ""},                 // by a client that leaves it to the server
	} {
		p.SendRaw(fmt.Sprintf(`{"type":"event","seq":%d,"id":%q,"on":0,"event":"click"%s}`, seq+1, e.to, e.did))
	}
	p.WaitText("[data-pn-key=count]", "1 clicks")
	if !p.Has(note+":not([hidden])") || !p.Has(help+"[hidden]") {
		t.Errorf("note and help are\n%s\n%s", p.HTML(note), p.HTML(help))
	}
}

// A view that runs again makes its components anew: a button in it still finds what it is
// to change, which has the place of what was there before.
func TestBehavioursInAView(t *testing.T) {
	p := pntest.Open(t, func(s *pn.Session) {
		n := pn.IntSlider("N", 0, 9)
		s.Main(n, pn.View(func() pn.Component {
			card := pn.Card(pn.Text(fmt.Sprint(n.Value()))).Title("Card").Collapsible(true)
			return pn.Column(pn.Button("Toggle").Toggles(card), pn.Button("Toggle"), card) // buttons alike are not taken over
		}))
	})
	for i := 1; i < 4; i++ {
		p.Set("N", i)
		p.WaitText("[data-pn=card] [data-pn=text]", strconv.Itoa(i))
		for _, hidden := range []bool{true, false} {
			p.Click("Toggle")
			if p.Has("[data-pn=card][hidden]") != hidden {
				t.Errorf("run %d: hidden %v in\n%s", i, !hidden, p.HTML("[data-pn=view]"))
			}
		}
	}
}
