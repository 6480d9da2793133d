package charts_test

import (
	"encoding/xml"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// drawn is the HTML of a component on a page.
func drawn(t testing.TB, c pn.Component) string {
	t.Helper()
	html := pntest.Open(t, func(s *pn.Session) { s.Main(c) }).HTML("[data-pn=chart]")
	wellFormed(t, html)
	return html
}

// wellFormed checks that an XML parser accepts a chart.
func wellFormed(t testing.TB, html string) {
	t.Helper()
	for in := xml.NewDecoder(strings.NewReader(html)); ; {
		if _, err := in.Token(); err != nil {
			if err.Error() != "EOF" {
				t.Errorf("%v in %.500s", err, html)
			}
			return
		}
	}
}

var (
	fruit = []string{"Apples", "Pears", "Plums"}
	days  = []time.Time{day(1), day(2), day(3), day(4)}
)

func day(n int) time.Time { return time.Date(2024, 2, n, 0, 0, 0, 0, time.UTC) }

// Each kind of chart, with its options.
func TestCharts(t *testing.T) {
	tests := map[string]pn.Component{
		"line": charts.Line().Title("Tide").XLabel("hour").YLabel("m").YFormat("{value:.1f} m").
			Series("harbour", []float64{0, 6, 12, 18}, []float64{0.5, 3, 0.8, 2.9}).Series("bay", []float64{0, 6, 12, 18}, []float64{1, math.NaN(), 1, 2}),
		"line-times":    charts.Line().XFormat("2 January").Series("", days, []float64{1, 2, 3, 2}),
		"area-stacked":  charts.Area().Stacked(true).Series("a", nil, []float64{1, 2, 3}).Series("b", nil, []float64{1, 1, 1}),
		"area":          charts.Area().Series("a", nil, []float64{1, math.NaN(), 3, 2}),
		"bar":           charts.Bar().Series("2023", fruit, []float64{3, -1, 2}).Series("2024", fruit, []float64{4, 2, math.NaN()}),
		"bar-stacked":   charts.Bar().Stacked(true).Horizontal(true).Series("2023", fruit, []float64{3, 1, 2}).Series("2024", fruit, []float64{4, 2, 1}),
		"scatter":       charts.Scatter().Series("p", []int{1, 2, 3}, []float64{2, 4, 8}).Labels("p", []string{"one", "two", "three"}),
		"histogram":     charts.Histogram([]float64{1, 2, 2, 3, 3, 3}).Bins(3).Title("Threes"),
		"no-data":       charts.Line().Title("Nothing yet").Series("a", nil, nil),
		"fixed-range":   charts.Bar().YRange(0, 2).Legend(false).Series("a", fruit, []float64{1, 5, -3}).Series("b", fruit, []float64{1, 1, 1}),
		"hostile-texts": charts.Line().Title(`<script>"&`).XLabel("<b>").YLabel("&amp;").Series(`"><img onerror=x>`, []string{"<i>", "&"}, []float64{1, 2}),
	}
	for _, name := range slices.Sorted(maps.Keys(tests)) {
		t.Run(name, func(t *testing.T) {
			got := strings.ReplaceAll(drawn(t, tests[name]), "><", ">\n<") + "\n"
			file := filepath.Join("testdata", name+".golden.html")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// No text, in any place of any kind of chart, is taken for markup.
func TestHostileTexts(t *testing.T) {
	const hostile = `</title></svg><img src=x onerror="x">&'`
	names, format := []string{hostile, "b"}, hostile+"{value}"
	day := []time.Time{day(1), day(2)}
	for name, chart := range map[string]pn.Component{
		"line":       dressed(charts.Line().Series(hostile, names, []float64{1, 2}), hostile, format, 0, 3, all),
		"area":       dressed(charts.Area().Series(hostile, day, []float64{1, 2}), hostile, hostile, 0, 3, all),
		"bars":       dressed(charts.Bar().Series(hostile, names, []float64{1, 2}), hostile, format, 0, 3, all),
		"lying bars": dressed(charts.Bar().Horizontal(true).Series(hostile, day, []float64{1, 2}), hostile, hostile, 0, 3, all),
		"points":     dressed(charts.Scatter().Series(hostile, nil, []float64{1, 2}).Labels(hostile, names), hostile, format, 0, 3, all),
		"histogram":  dressed(charts.Histogram([]float64{1, 2}), hostile, format, 0, 3, all),
	} {
		t.Run(name, func(t *testing.T) {
			html := drawn(t, chart)
			if strings.Contains(html, "<img") || strings.Contains(html, `onerror="`) || !strings.Contains(html, "&lt;img") {
				t.Error(html)
			}
		})
	}
}

// all turns every option on.
func all(int) bool { return true }

// A chart of much data stays small, and a chart of little data is drawn.
func TestSizes(t *testing.T) {
	many, wave := make([]float64, 1_000_000), make([]float64, 1_000_000)
	for i := range many {
		many[i], wave[i] = float64(i), math.Sin(float64(i)/1000)
	}
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name  string
		chart pn.Component
		most  int // bytes
	}{
		{"a million points in a line", charts.Line().Series("a", many, wave), 20_000},
		{"a million points in an area", charts.Area().Series("a", many, wave), 40_000},
		{"a million points", charts.Scatter().Series("a", many, wave), 80_000},
		{"a million bars", charts.Bar().Series("a", many, wave), 250_000},
		{"a million values", charts.Histogram(wave), 5_000},
		{"200 points in a line", charts.Line().Series("a", many[:200], wave[:200]), 6 << 10},
		{"64 lines full of gaps", crowd(), 150_000},
		{"one point", charts.Line().Series("a", nil, []float64{7}), 2_000},
		{"no number", charts.Line().Series("a", nil, []float64{nan, inf}), 2_000},
		{"no finite x", charts.Scatter().Series("a", []float64{inf, nan}, []float64{1, 2}), 2_000},
		{"huge numbers", charts.Line().Series("a", nil, []float64{-1e299, 1e299}), 3_000},
		{"beyond what can be drawn", charts.Bar().Series("a", nil, []float64{1e308, -1e308}), 3_000},
		{"tiny numbers", charts.Area().Series("a", nil, []float64{1e-300, 2e-300}), 3_000},
		{"equal numbers", charts.Bar().Series("a", nil, []float64{0, 0}), 3_000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			html := drawn(t, test.chart)
			if len(html) > test.most || strings.Contains(html, "<svg") == strings.Contains(html, "No data") || strings.Contains(html, "cannot be drawn") || strings.Contains(html, "NaN") {
				t.Errorf("%d bytes, at most %d: %.600s", len(html), test.most, html)
			}
		})
	}
}

// crowd returns as many lines as a chart may have, with a gap after each point.
func crowd() *charts.LineChart {
	c := charts.Line()
	ys := make([]float64, 10_000)
	for i := range ys {
		if ys[i] = float64(i % 7); i%2 == 1 {
			ys[i] = math.NaN()
		}
	}
	for i := range 64 {
		c.Series(fmt.Sprint("line ", i), nil, ys)
	}
	return c
}

// Every option can be chained in a script, from each constructor.
func TestScriptChains(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chain.go")
	source := `package main

import (
	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	y := []float64{1, 2}
	s.Main(
		charts.Line().Title("line").XLabel("x").YLabel("y").XFormat("{value}").YFormat("{value:.1f}").YRange(0, 3).Legend(true).
			Width(300).Height(200).Sizing("fixed").Series("a", nil, y).Remove("a").Clear().Series("b", []int{1, 2}, y),
		charts.Area().Series("a", nil, y).Stacked(true).Title("area").Margin(4),
		charts.Bar().Series("a", []string{"p", "q"}, y).Stacked(true).Horizontal(true).Title("bar").Visible(true),
		charts.Scatter().Series("a", nil, y).Labels("a", []string{"p", "q"}).Title("scatter").Classes("mine"),
		charts.Histogram(y).Title("histogram").XLabel("x").Bins(2).Set(y).Legend(false),
	)
}
`
	if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	p := pntest.OpenScript(t, path)
	for _, want := range []string{"line b y 0.0 0.0 1.0 2.0 3.0", "area", "bar p", "scatter 1.0", "histogram 0 0 1 1.00 to 1.50"} {
		if got := p.Text("main"); !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
}

// When a script's data changes, only the chart is sent again.
func TestLive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "live.go")
	source := `package main

import (
	"time"

	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	times := []time.Time{first, first.Add(time.Hour)}
	chart := charts.Line().Title("Price").YFormat("{value} kr").Width(400).Series("ask", times, []float64{1, 2})
	s.Main(chart, charts.Histogram([]float64{1, 2}).Bins(2).Title("Deals"), pn.Button("Next").OnClick(func() {
		chart.Series("ask", times, []float64{3, 4000}).Series("bid", times, []float64{2, 3})
	}))
}
`
	if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	p := pntest.OpenScript(t, path)
	p.Click("Next")
	p.WaitText(".pn-chart-legend", "ask bid")
	if html := p.HTML("[data-pn=chart]"); !strings.Contains(html, "ask: 4000 kr\nbid: 3 kr") {
		t.Errorf("the new values are not told: %s", html)
	}
	if p.Patches() != 1 {
		t.Errorf("%d patches for one click", p.Patches())
	}
}

// FuzzCharts draws arbitrary input. A mistake of the author panics with a
// sentence of this package or about a format, and nothing else panics.
func FuzzCharts(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, "name", "", uint8(0), uint8(0))
	f.Add(math.NaN(), math.Inf(1), math.Copysign(0, -1), "<&>\x00\xff", "<{value}>", uint8(1), uint8(1))
	f.Add(1e308, -1e308, 5e-324, "", "15:04 <b>", uint8(2), uint8(63))
	f.Add(1e15, 1e15+1, 1e15+2, "{value:.2f}", "{value:.2f}", uint8(3), uint8(12))
	f.Add(0.1, 0.7, 0.29, "a", "{value:.999f}", uint8(4), uint8(20))
	f.Fuzz(func(t *testing.T, a, b, c float64, text, format string, kind, options uint8) {
		var chart pn.Component
		if mistake := panics(func() { chart = build(a, b, c, text, format, kind, options) }); mistake != "" {
			if !strings.HasPrefix(mistake, "charts: ") && !strings.HasPrefix(mistake, "format ") {
				t.Errorf("panic: %s", mistake)
			}
			return
		}
		page := visit.New(visit.NewRequest(visit.Info{}), quietHost{})
		pn.NewSession(page).Main(chart)
		if err := page.Document.Settle(); err != nil {
			t.Fatal(err)
		}
		html := page.Document.HTML(pn.AreaID(pn.AreaMain))
		wellFormed(t, html)
		if strings.Contains(html, "cannot be drawn") && !strings.Contains(text, "cannot be drawn") {
			t.Errorf("%v %v %v of kind %d, options %d: %s", a, b, c, kind, options, html)
		}
	})
}

// panics runs f and returns what it panics with.
func panics(f func()) (message string) {
	defer func() {
		if v := recover(); v != nil {
			message = fmt.Sprint(v)
		}
	}()
	f()
	return ""
}

// build makes a chart of some kind; the bits of options turn its options on.
func build(a, b, c float64, text, format string, kind, options uint8) pn.Component {
	xs, ys := []float64{a, b, c}, []float64{b, c, a}
	x := []any{xs, []time.Time{time.Unix(int64(kind), 0), time.Unix(int64(a), 0), time.Unix(0, int64(b))}, []string{text, text + "2", "c"}, nil}[options>>6]
	on := func(bit int) bool { return options>>bit&1 == 1 }
	switch kind % 5 {
	case 0:
		return dressed(charts.Line().Series(text, x, ys), text, format, a, b, on)
	case 1:
		return dressed(charts.Area().Stacked(on(4)).Series(text, x, ys).Series("2", x, xs), text, format, a, b, on)
	case 2:
		return dressed(charts.Bar().Stacked(on(4)).Horizontal(on(5)).Series(text, x, ys).Series("2", x, xs), text, format, a, b, on)
	case 3:
		chart := charts.Scatter().Series(text, x, ys)
		if on(4) {
			chart.Labels(text, []string{text, format, ""})
		}
		return dressed(chart, text, format, a, b, on)
	}
	return dressed(charts.Histogram(slices.Concat(xs, ys)).Bins(int(a)%7+int(options>>4)), text, format, a, b, on)
}

// options are those that all charts have.
type options[T any] interface {
	pn.Component
	Title(string) T
	XLabel(string) T
	YLabel(string) T
	XFormat(string) T
	YFormat(string) T
	YRange(low, high float64) T
	Legend(bool) T
}

func dressed[T options[T]](chart T, text, format string, low, high float64, on func(bit int) bool) pn.Component {
	if on(0) {
		chart.Title(text).XLabel(format).YLabel(text)
	}
	if on(1) {
		chart.XFormat(format)
	}
	if on(2) {
		chart.YFormat(format)
	}
	if on(3) {
		chart.YRange(low, high)
	}
	return chart.Legend(on(5))
}

// The table for scripts must be made again when the package changes: run
// go generate ./plugins/charts.
func TestSymbolsAreCurrent(t *testing.T) {
	registry, err := plugins.NewRegistry(charts.Plugin())
	if err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(maps.Keys(registry.Symbols()["github.com/panelgo/panelgo/plugins/charts/charts"]))
	got = slices.DeleteFunc(got, func(name string) bool { return strings.HasPrefix(name, "_") }) // no symbols
	if diff := cmp.Diff(exported(t), got); diff != "" {
		t.Errorf("go generate ./plugins/charts was not run after a change (-package +table):\n%s", diff)
	}
}

// exported lists what the package declares for scripts.
func exported(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.IsExported() && !hostOnly(d.Doc) {
					names = append(names, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						if spec.Name.IsExported() && spec.TypeParams == nil {
							names = append(names, spec.Name.Name)
						}
					case *ast.ValueSpec:
						for _, name := range spec.Names {
							if name.IsExported() {
								names = append(names, name.Name)
							}
						}
					}
				}
			}
		}
	}
	slices.Sort(names)
	return names
}

func BenchmarkLine(b *testing.B) {
	xs, ys := make([]float64, 200), make([]float64, 200)
	for i := range xs {
		xs[i], ys[i] = float64(i), math.Sin(float64(i)/10)
	}
	c := charts.Line().Title("Wave").Series("sine", xs, ys)
	page := visit.New(visit.NewRequest(visit.Info{}), quietHost{})
	pn.NewSession(page).Main(c)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ys[0] = float64(i % 7)
		c.Series("sine", xs, ys)
		if err := page.Document.Settle(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(page.Document.HTML(pn.AreaID(pn.AreaMain)))), "HTML-bytes")
}

// BenchmarkScatter draws points with hover text, as many as a table of penguins
// has rows.
func BenchmarkScatter(b *testing.B) {
	xs, ys := make([]float64, 340), make([]float64, 340)
	for i := range xs {
		xs[i], ys[i] = 180+20*math.Sin(float64(i)), 4000+900*math.Cos(3*float64(i))
	}
	c := charts.Scatter().Title("Penguins")
	page := visit.New(visit.NewRequest(visit.Info{}), quietHost{})
	pn.NewSession(page).Main(c)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ys[0] = float64(3000 + i%7)
		c.Series("mass", xs, ys)
		if err := page.Document.Settle(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(page.Document.HTML(pn.AreaID(pn.AreaMain)))), "HTML-bytes")
}

// quietHost is a host for sessions that only draw.
type quietHost struct{ visit.Host }

func (quietHost) Post(func()) bool { return false }
func (quietHost) Dirty()           {}

// hostOnly reports whether a declaration is kept from scripts.
func hostOnly(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return c.Text == "//panelgo:hostonly" })
}
