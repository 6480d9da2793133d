package e2e_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/bundler"
	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/npm/npmtest"
	"github.com/panelgo/panelgo/plugins/uplot"
	"github.com/panelgo/panelgo/pn"
)

// canvas is a package that does as little as a chart can do, by the names of uPlot.
var canvas = npmtest.Package{Name: "uplot", Version: "1.6.32", Files: map[string]string{
	"package.json": `{"name": "uplot", "license": "MIT", "module": "dist/uplot.js"}`,
	"dist/uplot.js": `
		export default class {
			constructor(options, data, target) {
				window.plots = (window.plots || 0) + 1;
				this.root = document.createElement('div');
				this.root.append(document.createElement('canvas'));
				target.append(this.root);
				this.options = options;
				this.setSize(options);
				this.setData(data);
				window.plot = this;
			}
			setData(data) { this.data = data; this.redraw(); }
			setSize({width, height}) { Object.assign(this.root.firstChild, {width, height}); }
			redraw() { this.colour = this.options.series[1].stroke(); }
			destroy() { window.plots--; this.root.remove(); }
			static tzDate(date) { return date; }
		}`,
	"dist/uPlot.min.css": ".uplot { color: rgb(1, 2, 3) }",
}}

// withUplot serves charts with a small package in place of uPlot, from a folder of
// libraries.
func withUplot(t *testing.T) func(*panelgo.Options) {
	t.Helper()
	real := uplotKind(t)
	sources, err := real.Sources()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for name, data := range sources {
		files[name] = &fstest.MapFile{Data: data}
	}
	files["assets.lock"] = &fstest.MapFile{Data: []byte(canvas.Lock())}
	small := real
	small.Files = files
	registry := npmtest.New(canvas)
	defer registry.Close()
	made, err := bundler.Maker([]string{"npm_config_registry=" + registry.URL}, t.TempDir())(t.Context(), small)
	if err != nil {
		t.Fatal(err)
	}
	file, err := real.File()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := bundles.Write(dir, file, made); err != nil {
		t.Fatal(err)
	}
	return func(o *panelgo.Options) { o.Bundles.Dir, o.Bundles.Cache = dir, "" }
}

// uplotKind is the kind of the charts that need packages.
func uplotKind(t *testing.T) bundles.Kind {
	t.Helper()
	for _, k := range uplot.Plugin().(interface{ Kinds() []pn.Kind }).Kinds() {
		if bundles.HasLock(k.Files) {
			return bundles.Kind{Name: k.Name, Module: k.Module, Files: k.Files}
		}
	}
	t.Fatal("no kind of uplot has a lock file")
	panic("unreachable")
}

// watchPolicy counts what the page's policy refuses, and the errors of its console.
const watchPolicy = `window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective + ' ' + e.blockedURI));
	addEventListener('error', e => refused.push(e.message)); addEventListener('unhandledrejection', e => refused.push(e.reason));
	console.error = (...said) => refused.push(said.join(' '))`

// A chart that streams has a picture in the first paint. Its library takes that over
// without a jump, gets new points alone, follows size and theme, and goes with it.
func TestStreamingChart(t *testing.T) {
	s := serve(t, "testdata/stream.go", withUplot(t))
	const box = `JSON.stringify(document.querySelector('[data-pn=uplot]').getBoundingClientRect())`
	p := newTab(t)
	p.ScriptsOff()
	p.Do(chromedp.Navigate(s.url+"/stream"), chromedp.WaitVisible(`[data-pn=uplot] svg`))
	painted := p.Ask(box)

	p = newTab(t)
	p.EachPage(watchPolicy)
	p.Visit(s.url + "/stream")
	p.Live()
	p.Wait(`window.plot && document.querySelector('[data-pn=uplot] canvas')`)
	p.Want(box, painted)
	p.Want(`getComputedStyle(document.querySelector('[data-pn=uplot] svg')).visibility`, "hidden")
	p.Want(`JSON.stringify(plot.data)`, "[[1,2,3,4,5],[2,4,6,8,10],[1,2,3,4,5]]")
	p.Want(`document.querySelector('.pn-uplot-canvas').getAttribute('aria-label')`, "Tea, line chart; Cups 10; Pots 5")

	p.press("Drink")
	p.Wait(`plot.data[0].length == 6`)
	p.Want(`JSON.stringify(plot.data.map(c => c[5]))`, "[6,12,6]")
	p.press("Title")
	p.shows("[data-pn=uplot] .pn-chart-title", "Coffee")
	p.Wait(`plot.options && document.querySelector('.pn-uplot-canvas').getAttribute('aria-label').startsWith('Coffee')`)
	p.Want(`plots`, "1")

	was := p.Ask(`plot.colour`)
	p.JS(`document.documentElement.dataset.theme = 'dark'`)
	p.Wait(`plot.colour != '` + was + `' && plot.colour`)
	p.Do(chromedp.EmulateViewport(500, 600))
	p.Wait(`document.querySelector('[data-pn=uplot] canvas').width == document.querySelector('.pn-uplot-canvas').clientWidth`)
	p.Want(`document.documentElement.scrollWidth`, "500")
	p.press("Hide")
	p.Wait(`plots == 0 && !document.querySelector('[data-pn=uplot]')`)
	p.Want(`refused.join()`, "")
}

// Only the last points stay, and a page that was away gets what it missed.
func TestStreamingChartKeeps(t *testing.T) {
	s := serve(t, "testdata/stream.go", withUplot(t))
	p := open(t, s.url+"/stream")
	p.Wait(`window.plot`)
	p.JS(`for (let i = 0; i < 200; i++) [...document.querySelectorAll('button[data-pn]')].find(b => b.textContent == 'Drink').click()`)
	p.Wait(`plot.data[0].at(-1) == 205`)
	p.Want(`plot.data[0].length + ' from ' + plot.data[0][0]`, "50 from 156")
	s.drop()
	p.press("Drink")
	p.Wait(`plot.data[0].at(-1) == 206`)
	p.Want(`plots`, "1")
	p.wantSamePage()
}

// Labels and values in the canvas are written as in the picture.
func TestChartNumbers(t *testing.T) {
	numbers, err := os.ReadFile("../../plugins/charts/testdata/numbers.json")
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, "testdata/stream.go", withUplot(t))
	p := open(t, s.url+"/stream")
	p.Wait(`window.plot`)
	for axis := range 2 {
		p.Want(fmt.Sprintf(`%s.map(([v, step, want]) => [plot.options.axes[%d].values(plot, [v], 1, 0, step)[0], want]).filter(([got, want]) => got !== want).join('\n')`, numbers, axis), "")
	}
	p.Want(`plot.options.axes[1].values(plot, [0, 2, 4, 6, 8, 10], 1, 0, 2).join()`, p.Ask(`[...document.querySelectorAll('.pn-chart-y span')].map(e => e.textContent).join()`))
}

// Times that are less than a second apart differ in the labels of the axis and in the table.
func TestChartOfPartsOfASecond(t *testing.T) {
	chart := func(s *pn.Session) {
		c := uplot.Line("n")
		for i := range 8 {
			c.Stream(time.Date(2026, 3, 1, 12, 0, 0, 250e6*i, time.UTC), float64(i))
		}
		s.Main(c)
	}
	s := serveAll(t, nil, withUplot(t), panelgo.WithApp("quick", chart))
	p := open(t, s.url+"/quick")
	p.Wait(`window.plot`)
	for step, want := range map[string]string{
		"1": "12:00:00 12:00:01", "0.5": "12:00:00.0 12:00:00.5", "0.05": "12:00:00.00 12:00:00.05", "0.25": "12:00:00.00 12:00:00.25", "0.001": "12:00:00.000 12:00:00.001",
	} {
		p.Want(`[0, `+step+`].map(s => Date.UTC(2026, 2, 1, 12) / 1000 + s).map(v => plot.options.axes[0].values(plot, [v], 0, 0, `+step+`)[0]).join(' ')`, want)
	}

	s = serveAll(t, nil, func(o *panelgo.Options) {
		o.Bundles.Cache = ""
		o.Bundles.Make = func(ctx context.Context, k bundles.Kind) (bundles.Bundle, error) { return nil, os.ErrNotExist }
	}, panelgo.WithApp("quick", chart))
	p = open(t, s.url+"/quick")
	p.Wait(`document.querySelectorAll('[data-pn=uplot] tr').length == 9`)
	p.Want(`[...document.querySelectorAll('[data-pn=uplot] tbody th')].slice(0, 2).map(e => e.textContent).join('; ')`, "Mar 1, 2026, 12:00:01.75; Mar 1, 2026, 12:00:01.50")
}

// Without its library a chart keeps its picture, which the server draws anew for each
// point, and has its last points in a table that opens. Both follow a page that moves to
// another session.
func TestChartWithoutLibrary(t *testing.T) {
	app := copyScript(t, "stream.go")
	s := serve(t, app.file, func(o *panelgo.Options) {
		o.Dev = true
		o.Bundles.Cache = ""
		o.Bundles.Make = func(ctx context.Context, k bundles.Kind) (bundles.Bundle, error) { return nil, os.ErrNotExist }
	})
	const svg, rows = `document.querySelector('[data-pn=uplot] svg')`, `[...document.querySelectorAll('[data-pn=uplot] tr')]`
	p := newTab(t)
	p.EachPage(watchPolicy)
	p.Visit(s.url + "/stream")
	p.Live()
	p.shows("[data-pn=uplot] p", "The interactive chart cannot be shown: its library is not here.")
	p.shows("[data-pn=uplot] summary", "The points as a table")
	p.Want(`getComputedStyle(`+svg+`).visibility`, "visible")
	p.Want(svg+`.getBoundingClientRect().height > 100`, "true")
	p.Want(`document.querySelector('[data-pn=uplot] table').checkVisibility()`, "false")
	p.Want(rows+`.map(r => r.textContent).join()`, "xCupsPots,5105,484,363,242,121")
	p.Do(chromedp.Click("[data-pn=uplot] summary"))
	p.Wait(`document.querySelector('[data-pn=uplot] table').checkVisibility()`)

	drink := func(label string) {
		t.Helper()
		p.press("Drink")
		p.Wait(svg + `.ariaLabel == '` + label + `'`)
	}
	drink("line chart; Cups from 2 to 12; Pots from 1 to 6")
	p.Wait(rows + `.length == 7`)
	p.Want(rows+`[1].textContent`, "6126")
	app.edit("at := 0", "at := 0 // as before")
	p.Wait(svg + `.ariaLabel == 'line chart; Cups from 2 to 10; Pots from 1 to 5'`)
	drink("line chart; Cups from 2 to 12; Pots from 1 to 6")
	p.Want(`document.querySelector('[data-pn=uplot] table').checkVisibility()`, "true")
	p.Want(`refused.join()`, "")
}

// The table has the last points, and says how many there are.
func TestChartWithoutLibraryOfManyPoints(t *testing.T) {
	chart := func(s *pn.Session) {
		c := uplot.Line("n")
		for i := range 150 {
			c.Stream(i, float64(-i))
		}
		s.Main(c)
	}
	s := serveAll(t, nil, func(o *panelgo.Options) {
		o.Bundles.Cache = ""
		o.Bundles.Make = func(ctx context.Context, k bundles.Kind) (bundles.Bundle, error) { return nil, os.ErrNotExist }
	}, panelgo.WithApp("many", chart))
	p := open(t, s.url+"/many")
	p.shows("[data-pn=uplot] summary", "The last 100 of 150 points as a table")
	p.Want(`[...document.querySelectorAll('[data-pn=uplot] tr')].length`, "101")
	p.Want(`document.querySelectorAll('[data-pn=uplot] tr')[1].textContent`, "149−149")
}
