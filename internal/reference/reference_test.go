package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const root = "../.."

var update = flag.Bool("update", false, "write the golden file anew")

// The page is what the sources say now.
func TestFresh(t *testing.T) {
	want, err := reference(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, pageFile))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(got), "\n"), strings.Split(string(want), "\n")); diff != "" {
		t.Errorf("%s is stale: go generate ./internal/reference\n%s", pageFile, diff)
	}
}

// Every golden file, which has the name of a kind or of a constructor, has a section.
func TestEveryKind(t *testing.T) {
	text, err := reference(root)
	if err != nil {
		t.Fatal(err)
	}
	golden, err := filepath.Glob(filepath.Join(root, "pn", "testdata", "*.golden.html"))
	if err != nil || len(golden) < 10 {
		t.Fatalf("%d golden files: %v", len(golden), err)
	}
	lower := strings.ToLower(string(text))
	for _, file := range golden {
		name := strings.TrimSuffix(filepath.Base(file), ".golden.html")
		if name != "common" && !strings.Contains(lower, "kind `"+name+"`") && !strings.Contains(lower, "\n### pn."+name+"\n") {
			t.Errorf("%s has no section", name)
		}
	}
}

// made is a module with a package pn and a plugin.
var made = map[string]string{
	"go.mod": "module example.com/m\n",
	"pn/base.go": `package pn

// Kind is a kind.
type Kind struct{ Name, CSS string }

func declare(k Kind) Kind { return k }

// Base has what all have. More of it.
type Base[T any] struct{ self T }

// Init is for authors.
func (b *Base[T]) Init(self T, kind Kind) T { return self }

// Width sets the width.
func (b *Base[T]) Width(px int) T { return b.self }

// Widget has a value.
type Widget[T, V any] struct{ Base[T] }

// Set sets it.
func (w *Widget[T, V]) Set(v V) T { return w.self }
`,
	"pn/dial.go": `package pn

var dialKind = declare(Kind{Name: "dial"})

// DialWidget turns.
type DialWidget struct{ Widget[*DialWidget, float64] }

// Dial turns, from a|b. Then:
//
//	one  two
//	three
func Dial(label string) *DialWidget {
	d := &DialWidget{}
	return d.Init(d, dialKind)
}

// Zero is the second option, and comes first in the source.
func (d *DialWidget) Zero(
	at int) *DialWidget {
	return d
}

// Angle returns the angle.
func (d *DialWidget) Angle() float64 { return 0 }

// Render is for authors.
func (d *DialWidget) Render() {}

// Host is not for scripts.
//
//panelgo:hostonly
func (d *DialWidget) Host() {}

// Made is not for scripts either.
//
//panelgo:hostonly
func Made() *DialWidget { return nil }

// Other is no component.
type Other struct{ n int }

// NewOther makes one.
func NewOther() *Other { return nil }
`,
	"pn/testdata/dial.golden.html": "<!-- empty -->\n<i id=\"c1\"></i>\n<!-- at 1 -->\n<i id=\"c1\">1</i>\n",
	"pn/any.go": `package pn

// AnyWidget is what a script makes of it.
type AnyWidget[P any] struct{ Widget[*AnyWidget[P], P] }

// Any has a kind that its caller names.
func Any[P any](name string) *AnyWidget[P] {
	w := &AnyWidget[P]{}
	return w.Init(w, kindOf(name))
}

// Name sets the name.
func (w *AnyWidget[P]) Name(name string) *AnyWidget[P] { return w }
`,
	"plugins/plugins.go":   "package plugins\n",
	"plugins/none/none.go": "package none\n",
	"plugins/map/map.go": `package maps

import "example.com/m/pn"

var kind = pn.Kind{CSS: "", Name: "map"}

// Shape is the base of maps.
type Shape[T any] struct{ pn.Base[T] }

func (s *Shape[T]) init(self T) T { return s.Base.Init(self, kind) }

// Zoom zooms.
func (s *Shape[T]) Zoom(n int) T { return s.Zoom(n) }

// WorldMap is a map.
type WorldMap struct{ Shape[*WorldMap] }

// World shows the world.
func World() *WorldMap {
	m := &WorldMap{}
	return m.init(m)
}
`,
	"plugins/map/testdata/world.golden.html": "<b>world</b>\n",
}

func write(t *testing.T, files map[string]string, but string) (root string) {
	t.Helper()
	root = t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if name != but {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

func TestPage(t *testing.T) {
	got, err := reference(write(t, made, ""))
	if err != nil {
		t.Fatal(err)
	}
	text, found := strings.CutPrefix(string(got), preface)
	if !found {
		t.Error("the preface is missing")
	}
	golden := filepath.Join("testdata", "page.golden.md")
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Error(diff)
	}
}

// A component that no test shows is a mistake, which says what is missing.
func TestNoGolden(t *testing.T) {
	_, err := reference(write(t, made, "plugins/map/testdata/world.golden.html"))
	if err == nil || !strings.Contains(err.Error(), "WorldMap has no golden file to show: none of ") ||
		!strings.Contains(err.Error(), filepath.Join("testdata", "map.golden.html")) || !strings.Contains(err.Error(), filepath.Join("testdata", "world.golden.html")) {
		t.Errorf("error: %v", err)
	}
}

func TestLines(t *testing.T) {
	for name, test := range map[string]struct{ html, want string }{
		"text":                {"<b>a\n  b</b>", "<b>a b</b>"},
		"escaped":             {"<b title='\"'>&lt;</b>", "<b title=\"&#34;\">&lt;</b>"},
		"inside":              {"<div><b>a</b><input disabled></div>", "<div>\n  <b>a</b>\n  <input disabled>\n</div>"},
		"mixed":               {"<p>a <b>b</b>\nc</p>", "<p>a <b>b</b> c</p>"},
		"alike":               {"<ul><li>1</li> <li>2</li><li>3</li><li>4</li></ul>", "<ul>\n  <li>1</li>\n  <li>2</li>\n  …\n</ul>"},
		"of different looks":  {"<div><i class=a></i><i class=a></i><i></i></div>", "<div>\n  <i class=\"a\"></i>\n  <i class=\"a\"></i>\n  <i></i>\n</div>"},
		"a long value":        {"<i d='" + strings.Repeat("é", longestValue) + "'></i>", "<i d=\"" + strings.Repeat("é", longestValue/2) + "…\"></i>"},
		"more than is shown":  {strings.Repeat("<i></i><b></b>", exampleLines), strings.Repeat("<i></i>\n<b></b>\n", exampleLines/2) + "…"},
		"comments":            {"<!-- a --><i></i>", "<i></i>"},
		"nothing":             {"", ""},
		"an element of a svg": {"<svg viewBox='0 0 1 1'><path d='M0'/></svg>", "<svg viewBox=\"0 0 1 1\">\n  <path d=\"M0\"></path>\n</svg>"},
	} {
		if got, _, err := lines([]byte(test.html)); err != nil || got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s (%v)", name, got, test.want, err)
		}
	}
}
