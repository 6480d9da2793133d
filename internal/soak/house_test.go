package soak_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/plugins"
)

// lifetime is how long a session without a socket is kept. It is short, so
// that a run sees many of them end.
const lifetime = time.Second

// house is one server with its scripts.
type house struct {
	name    string
	dev     bool
	warm    bool
	dir     string
	server  *panelgo.Server
	web     *httptest.Server
	lodgers *lodgers
}

// variants are the ways to serve; what visitors see must be the same in all.
var variants = []struct {
	name  string
	dev   bool
	reuse server.Reuse
}{
	{"own sessions", false, server.ReuseOff}, {"reuse", false, server.ReuseOn}, {"warm", false, server.ReuseWarm},
	{"dev own sessions", true, server.ReuseOff}, {"dev reuse", true, server.ReuseOn}, {"dev warm", true, server.ReuseWarm},
}

// build makes the servers. They are closed when the test ends.
func build(t *testing.T) (houses []*house) {
	t.Helper()
	for _, v := range variants {
		h := &house{name: v.name, dev: v.dev, warm: v.reuse == server.ReuseWarm, dir: t.TempDir(), lodgers: &lodgers{}}
		var paths []string
		for _, app := range apps {
			if err := h.write(app, good(1)); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, h.path(app))
		}
		o := panelgo.Defaults()
		o.Dev, o.Reuse, o.UnusedLifetime, o.CheckUnused = v.dev, v.reuse, lifetime, lifetime/10
		o.Log = slog.New(slog.NewTextHandler(logOf(t), &slog.HandlerOptions{Level: slog.LevelError}))
		var err error
		if h.server, err = panelgo.Handler(paths, panelgo.WithOptions(o), panelgo.WithPlugins(h.lodgers)); err != nil {
			t.Fatal(err)
		}
		h.web = httptest.NewServer(h.server)
		t.Cleanup(func() {
			if err := h.server.Close(); err != nil {
				t.Errorf("close %s: %v", h.name, err)
			}
			h.web.Close()
		})
		houses = append(houses, h)
	}
	return houses
}

// logOf is where servers write what went wrong: there is much of it, because
// every bad edit is logged.
func logOf(t *testing.T) io.Writer {
	if !testing.Verbose() {
		return io.Discard
	}
	return t.Output()
}

func (h *house) path(app string) string { return filepath.Join(h.dir, app+".go") }

// write puts a script into its place at once, as editors do.
func (h *house) write(app string, v version) error {
	path := h.path(app)
	if err := os.WriteFile(path+".new~", []byte(v.source(app)), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new~", path)
}

// lodgers counts the sessions that scripts have begun and seen end.
type lodgers struct{ came, went atomic.Int64 }

func (*lodgers) Name() string { return "lodgers" }

// Symbols is the package by which scripts report that a session begins or
// ends.
func (l *lodgers) Symbols() plugins.Symbols {
	return plugins.Symbols{"example.com/lodgers/lodgers": {
		"Came": reflect.ValueOf(func() { l.came.Add(1) }),
		"Went": reflect.ValueOf(func() { l.went.Add(1) }),
	}}
}

// here returns how many sessions there are.
func (l *lodgers) here() int64 { return l.came.Load() - l.went.Load() }

// version is one edit of a script.
type version struct {
	number int
	bad    bool // it does not compile
	extra  bool // it has more components, at the end
}

func good(number int) version { return version{number: number, extra: number%3 == 0} }
func bad(number int) version  { return version{number: number, bad: true} }

// shown is what a page of the version says of itself.
func (v version) shown() string { return fmt.Sprintf("edition-%d", v.number) }

// apps are the scripts: instances of "shared" may share an interpreter,
// because nothing in it can change; those of "own" may not.
var apps = []string{"shared", "own"}

func (v version) source(app string) string {
	state, mutable := "1", ""
	if app == "own" {
		state, mutable = "runs", "var runs int\n"
	}
	replace := []string{"EDITION", v.shown(), "MUTABLE", mutable, "RUNS", state, "MOST", fmt.Sprint(mostLevel), "EXTRA", "", "FAULT", ""}
	if app == "own" {
		replace = append([]string{"BEGIN", "runs++"}, replace...)
	}
	if v.extra {
		replace = append([]string{"EXTRA", "for range 30 {\n\t\ts.Main(pn.Text(\"more\"))\n\t}\n\ts.Main(pn.Button(\"Extra\"))"}, replace...)
	}
	if v.bad && v.number%2 == 0 {
		replace = append([]string{"FAULT", "func ( {"}, replace...)
	} else if v.bad {
		replace = append([]string{"FAULT", "var wrong int = pn.Text(nothing)"}, replace...)
	}
	return strings.NewReplacer(append(replace, "BEGIN", "")...).Replace(script)
}

// mostLevel is what the script lets the level be. What a person sets beyond is
// sent back.
const mostLevel = 800_000

// script is a page with all that sessions are made of. It shows its state in
// the text of class "state". The journal is a control, so that an edit takes
// it along; it holds how often the buttons were clicked and a sum that tells
// their order.
const script = `package main

import (
	"fmt"
	"strings"
	"time"

	"example.com/lodgers"
	"github.com/panelgo/panelgo/pn"
)

MUTABLE
FAULT

func next(journal string, letter int) string {
	n, sum := 0, 0
	fmt.Sscanf(journal, "%d-%d", &n, &sum)
	return fmt.Sprintf("%d-%d", n+1, (sum*31+letter)%1000000007)
}

func App(s *pn.Session) {
	BEGIN
	lodgers.Came()
	s.OnClose(lodgers.Went)
	s.Title("EDITION")
	name, level := pn.TextInput("Name"), pn.IntSlider("Level", 0, 1000000)
	level.OnChange(func(n int) { level.Set(min(n, MOST)) })
	journal := pn.TextInput("Journal")
	tick, ticks := pn.Text("0").Classes("tick"), 0
	load, loads := pn.Text("none"), 0
	s.Every(200*time.Millisecond, func() { ticks++; tick.Set(fmt.Sprint(ticks)) })
	s.Main(pn.Text("EDITION").Classes("edition"), name, level, journal)
	for i, label := range []string{"A", "B", "C"} {
		s.Main(pn.Button(label).OnClick(func() { journal.Set(next(journal.Value(), i+1)) }))
	}
	s.Main(tick, load, pn.Button("Load").OnClick(func() {
		loads++
		load.Set(fmt.Sprint(loads) + strings.Repeat(" load", 12000))
	}))
	s.Main(pn.View(func() pn.Component {
		return pn.Text(fmt.Sprintf("name=%s level=%d journal=%s runs=%d", name.Value(), level.Value(), journal.Value(), RUNS)).Classes("state")
	}))
	EXTRA
}
`
