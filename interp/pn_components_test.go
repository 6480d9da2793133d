package interp_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/interp/testdata/components"
	"github.com/panelgo/panelgo/interp/testdata/nothing"
	"github.com/panelgo/panelgo/pn"
)

// turns runs what a page posts when a test says so.
type turns struct{ queue []func() }

func (h *turns) Post(f func()) bool                 { h.queue = append(h.queue, f); return true }
func (h *turns) Dirty()                             {}
func (h *turns) Start(func(context.Context))        {}
func (h *turns) OnLoad(func())                      {}
func (h *turns) OnClose(func())                     {}
func (h *turns) Every(time.Duration, func()) func() { return func() {} }
func (h *turns) Context() context.Context           { return context.Background() }
func (h *turns) Files() fs.FS                       { return fstest.MapFS{} }

// take runs what was posted, and what that posts.
func (h *turns) take() {
	for len(h.queue) > 0 {
		f := h.queue[0]
		h.queue = h.queue[1:]
		f()
	}
}

// played returns what the page of an app shows at first, and after each event that
// any of its components is sent.
func played(t *testing.T, app func(*pn.Session)) []string {
	t.Helper()
	host := &turns{}
	page := visit.New(visit.NewRequest(visit.Info{}), host)
	app(pn.NewSession(page))
	shown := func(after string, err error) string {
		host.take()
		if err := page.Document.Settle(); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%s: %v\n%s\n%s", after, err, page.Document.HTML("pn-main"), page.Document.HTML("pn-sidebar"))
	}

	pages := []string{shown("at first", nil)}
	var nodes []*pn.Node
	page.Document.Walk(func(n *pn.Node) bool { nodes = append(nodes, n); return true })
	for _, n := range nodes {
		handler, ok := n.Renderer().(pn.Handler)
		if !ok {
			continue
		}
		for _, event := range []string{"click", "change", "change 3", "change 99", `change ["y","x"]`, `change {"From":5,"To":6,"notes":["n"]}`, "swap", "change null", "change 1.", `change "3 to 4"`} {
			name, value, _ := strings.Cut(event, " ")
			err := handler.HandleEvent(pn.Event{Name: name, Value: []byte(value)})
			pages = append(pages, shown(n.Kind()+" "+event, err))
		}
	}
	return pages
}

// Components of a script's own are, in every form that package pn offers, the same
// interpreted and compiled: what they show, take, refuse and say. So are those of a
// package that a script imports.
func TestComponents(t *testing.T) {
	source, err := os.ReadFile("testdata/components/components.go")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":                   "module example.com/shop\n\ngo 1.26\n",
		"app.go":                   "package main\n\nimport (\n\"example.com/shop/components\"\n\"github.com/panelgo/panelgo/pn\"\n)\n\nfunc App(s *pn.Session) { components.App(s) }\n",
		"components/components.go": string(source),
	} {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}

	packageName := strings.NewReplacer("main.", "components.", "github.com/panelgo/panelgo/interp/testdata/", "", "example.com/shop/", "")
	want := played(t, components.App)
	for _, script := range []string{"testdata/components/components.go", filepath.Join(folder, "app.go")} {
		for i, page := range played(t, app(t, script)) {
			if diff := cmp.Diff(packageName.Replace(want[i]), packageName.Replace(page)); diff != "" {
				t.Fatalf("%s: interpreted (+) is not as compiled (-):\n%s", script, diff)
			}
		}
	}
	if len(want) < 50 || !strings.Contains(want[len(want)-1], "film 3; again 3 ***") {
		t.Errorf("too little happened: %d pages, at last\n%s", len(want), want[len(want)-1])
	}
}

// A script says nil for a component where Go does.
func TestNoComponents(t *testing.T) {
	if diff := cmp.Diff(played(t, nothing.App), played(t, app(t, "testdata/nothing/nothing.go"))); diff != "" {
		t.Errorf("interpreted (+) is not as compiled (-):\n%s", diff)
	}
}

// A value that a component of a script's own refuses is told with the script's line.
func TestRefusedByAnOwnComponent(t *testing.T) {
	p, err := load(t, `package main

import (
	"errors"

	"github.com/panelgo/panelgo/pn"
)

type Even struct{ pn.Widget[*Even, int] }

func (e *Even) Render(m *pn.Markup) { m.Open("p").Close() }

func App(s *pn.Session) {
	e := &Even{}
	e.Init(e, pn.Kind{Name: "even"}, 2, func(n int) (int, error) {
		if n%2 == 1 {
			return n, errors.New("odd")
		}
		return n, nil
	})
	e.Set(3)
}
`, interp.Config{Symbols: vocabulary, Starters: symbols.Starters, Callers: symbols.Callers})
	if err != nil {
		t.Fatal(err)
	}
	i, err := p.New(t.Context(), interp.Env{})
	if err != nil {
		t.Fatal(err)
	}
	defer i.Kill()
	f, err := i.Func("App")
	if err != nil {
		t.Fatal(err)
	}

	defer func() {
		failed := i.AsPanic(recover())
		if failed.Pos.Line != 21 || failed.Line != "\te.Set(3)" {
			t.Errorf("%v is told at %v: %q", failed.Value, failed.Pos, failed.Line)
		}
	}()
	f.Interface().(func(*pn.Session))(pn.NewSession(visit.New(visit.NewRequest(visit.Info{}), &turns{})))
}

// The page about scripts shows a component that works.
func TestDocumentedComponent(t *testing.T) {
	page, err := os.ReadFile("../docs/scripts.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "\n## Components of its own\n")
	_, rest, _ = strings.Cut(rest, "\n```go\n")
	source, _, _ := strings.Cut(rest, "\n```\n")
	file := filepath.Join(t.TempDir(), "stars.go")
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	pages := played(t, app(t, file))
	if first := pages[0]; !strings.Contains(first, "★★★★</output>") || !strings.Contains(first, "4 of 5") {
		t.Errorf("it shows\n%s", first)
	}
	if last := pages[len(pages)-1]; !strings.Contains(last, "★★★</output>") || !strings.Contains(last, "3 of 5") {
		t.Errorf("after a change it shows\n%s", last)
	}
}

// app returns the function App of a script.
func app(t *testing.T, path string) func(*pn.Session) {
	t.Helper()
	p, err := interp.Load(path, interp.Config{Symbols: vocabulary, Starters: symbols.Starters, Callers: symbols.Callers})
	if err != nil {
		t.Fatal(err)
	}
	i, err := p.New(t.Context(), interp.Env{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(i.Kill)
	f, err := i.Func("App")
	if err != nil {
		t.Fatal(err)
	}
	return f.Interface().(func(*pn.Session))
}
