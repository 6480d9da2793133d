package pn_test

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

var update = flag.Bool("update", false, "write the golden files anew")

// host runs a session by hand: what it is asked to run waits until the test
// runs it.
type host struct {
	mu       sync.Mutex
	queue    []func()
	dirty    int
	loads    []func()
	closes   []func()
	started  []func(context.Context)
	interval time.Duration
	stopped  bool
	files    fs.FS
	ctx      context.Context
}

func (h *host) Post(f func()) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.queue = append(h.queue, f)
	return true
}

func (h *host) Dirty() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.dirty++
}

func (h *host) Start(f func(context.Context)) { h.started = append(h.started, f) }
func (h *host) OnLoad(f func())               { h.loads = append(h.loads, f) }
func (h *host) OnClose(f func())              { h.closes = append(h.closes, f) }
func (h *host) Context() context.Context      { return h.ctx }
func (h *host) Files() fs.FS                  { return h.files }

func (h *host) Every(d time.Duration, f func()) (stop func()) {
	h.interval = d
	return func() { h.stopped = true }
}

// turn runs what was posted, and what that posts in turn, in order.
func (h *host) turn() {
	for {
		h.mu.Lock()
		queue := h.queue
		h.queue = nil
		h.mu.Unlock()
		if len(queue) == 0 {
			return
		}
		for _, f := range queue {
			f()
		}
	}
}

func newSession(t testing.TB, request visit.Info) (*pn.Session, *host) {
	t.Helper()
	h := &host{files: fstest.MapFS{}, ctx: t.Context()}
	return pn.NewSession(visit.New(visit.NewRequest(request), h)), h
}

// page shows components in the main area of a page, settled and known to the
// browser.
func page(t testing.TB, c ...pn.Component) (*pn.Session, *host) {
	t.Helper()
	s, h := newSession(t, visit.Info{})
	s.Main(c...)
	settle(t, s)
	s.Document().Sync()
	return s, h
}

func settle(t testing.TB, s *pn.Session) {
	t.Helper()
	if err := s.Document().Settle(); err != nil {
		t.Fatal(err)
	}
}

// show returns a component's HTML on a page of its own, from which it is
// removed again.
func show(t testing.TB, c pn.Component) string {
	t.Helper()
	s, _ := page(t, c)
	got := s.Document().HTML(c.Node().ID())
	main, _ := s.Document().Find(pn.AreaID(pn.AreaMain))
	main.Renderer().(*pn.AreaLayout).Clear()
	settle(t, s)
	return got
}

// send sends an event as a browser does. value is JSON.
func send(t testing.TB, c pn.Component, event, value string) error {
	t.Helper()
	handler, ok := c.Node().Renderer().(document.Handler)
	if !ok {
		t.Fatalf("a %s takes no events", c.Node().Kind())
	}
	return handler.HandleEvent(pn.Event{Name: event, Value: []byte(value)})
}

// example is a component in one of its forms.
type example struct {
	name      string
	component pn.Component
}

// golden compares the HTML of examples with testdata/<name>.golden.html.
func golden(t *testing.T, name string, examples ...example) {
	t.Helper()
	var b strings.Builder
	for _, e := range examples {
		b.WriteString("<!-- " + e.name + " -->\n" + show(t, e.component) + "\n")
	}
	file := filepath.Join("testdata", name+".golden.html")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s: run with -update when this is right:\n%s", file, b.String())
	}
}

// hostileText would break out of text, of an attribute and of a page's
// encoding, and contains the document's own marks.
const hostileText = "\"'><script>alert(1)</script><img src=x onerror=alert(1)></div>\x00\x01\x02\x03\x04\x7f\xff&amp;&lt;"

// harmless checks that text given to each option of a component shows as text.
func harmless(t *testing.T, options map[string]func(text string) pn.Component) {
	t.Helper()
	for name, make := range options {
		t.Run(name, func(t *testing.T) {
			got := show(t, make(hostileText))
			if !utf8.ValidString(got) {
				t.Errorf("not UTF-8: %q", got)
			}
			if strings.ContainsAny(got, "\x00\x01\x02\x03\x04\x7f") {
				t.Errorf("control characters: %q", got)
			}
			if bad := firstActive(t, got); bad != "" {
				t.Errorf("%s in %s", bad, got)
			}
			plain := show(t, make("harmless"))
			if a, b := strings.Count(got, "<"), strings.Count(plain, "<"); a != b {
				t.Errorf("%d tags instead of %d: %s", a, b, got)
			}
			if !strings.Contains(plain, "harmless") {
				t.Errorf("the text is not shown: %s", plain)
			}
		})
	}
}

// firstActive returns the first thing in some HTML that runs or loads
// something.
func firstActive(t testing.TB, text string) (found string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "img", "iframe", "object", "embed", "style", "link", "form", "base", "meta", "svg":
			return "<" + n.Data + ">"
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.Map(dropSpace, a.Val))
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "vbscript:") {
				return a.Key + "=" + a.Val
			}
		}
	}
	return ""
}

func dropSpace(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

// panicOf returns the text that a call panics with, or "" if it does not.
func panicOf(f func()) (message string) {
	defer func() {
		if r := recover(); r != nil {
			message, _ = r.(string)
			if message == "" {
				message = "not a text"
			}
		}
	}()
	f()
	return ""
}

// refused checks that a call panics with a message that holds a text.
func refused(t *testing.T, part string, f func()) {
	t.Helper()
	if got := panicOf(f); got == "" || !strings.Contains(got, part) {
		t.Errorf("panic %q, want one with %q", got, part)
	}
}

// eventTest is an event and its expected refusal; "" means that it is accepted.
type eventTest struct {
	name, event, value, refusal string
}

// events sends each event to a new component, and compares its value after it.
func events[V comparable](t *testing.T, make func() (c pn.Component, value func() V), tests map[eventTest]V) {
	t.Helper()
	for test, want := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, value := make()
			page(t, c)
			err := send(t, c, test.event, test.value)
			switch {
			case test.refusal == "" && err != nil:
				t.Errorf("refused: %v", err)
			case test.refusal != "" && (err == nil || !strings.Contains(err.Error(), test.refusal)):
				t.Errorf("error %v, want one with %q", err, test.refusal)
			}
			if got := value(); got != want {
				t.Errorf("value %v, want %v", got, want)
			}
		})
	}
}
