package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/chromium"
)

// roundTrip is that between the visitors of this file and their server.
const roundTrip = 100 * time.Millisecond

// farApp has what visitors far away wait for, or do not.
const farApp = `//go:build ignore

package main

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	note, days, name := pn.Text("a note").Key("note"), pn.IntSlider("Days", 1, 1000).Format("{value:,} days"), pn.TextInput("Name")
	tick := pn.Number("Ticks", 0)
	n := 0
	begin := func() {
		s.Every(30*time.Millisecond, func() { n++; tick.Set(n); name.Placeholder(fmt.Sprint(n)) })
	}
	s.Main(
		pn.Button("Toggle").Toggles(note), note, days, name, tick, pn.Button("Tick").OnClick(begin),
		pn.View(func() pn.Component { return pn.Text(fmt.Sprint(days.Value(), " ", name.Value())) }),
	)
}
`

// serveFar is serve for visitors who are a round trip away. static serves a page without a
// server's part as far away.
func serveFar(scripts ...string) (url string, static func(page string) *httptest.Server, stop func(), err error) {
	o := panelgo.Defaults()
	o.LogLevel, o.Watch, o.Strict, o.Latency = "error", false, true, roundTrip
	reuse(&o)
	h, err := panelgo.Handler(scripts, panelgo.WithOptions(o))
	if err != nil {
		return "", nil, nil, err
	}
	begin := func(handler http.Handler) *httptest.Server {
		web := httptest.NewUnstartedServer(handler)
		web.Listener = h.Distant(web.Listener)
		web.Start()
		return web
	}
	web := begin(h)
	static = func(page string) *httptest.Server {
		return begin(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(page))
		}))
	}
	return web.URL, static, func() { h.Close(); web.Close() }, nil
}

// measureFar measures what a visitor gets who is 100 ms away.
func measureFar() ([]row, error) {
	app, remove, err := scriptFile("far.go", farApp)
	if err != nil {
		return nil, err
	}
	defer remove()
	url, static, stop, err := serveFar(weather, app)
	if err != nil {
		return nil, err
	}
	defer stop()
	rows, err := farPaint(url+"/weather", static)
	if err != nil {
		return nil, err
	}
	err = fresh(func(ctx context.Context) error {
		more, err := farUse(ctx, url+"/far")
		rows = append(rows, more...)
		return err
	})
	return rows, err
}

// farPaint compares the first view with the same HTML as a static page.
func farPaint(url string, static func(page string) *httptest.Server) ([]row, error) {
	page, err := pageWithoutScripts(url)
	if err != nil {
		return nil, err
	}
	plain := static(page)
	defer plain.Close()
	var base, paint, live []float64
	for range 9 {
		a, err := load(plain.URL, true)
		if err != nil {
			return nil, err
		}
		b, err := load(url, false)
		if err != nil {
			return nil, err
		}
		base, paint, live = append(base, a.Paint), append(paint, b.Paint), append(live, b.Live)
	}
	static0, shown, alive := median(base), median(paint), median(live)
	trips := (alive - shown) / milliseconds(roundTrip)
	return []row{{
		what: "at 100 ms: content visible in Chromium, fresh browser", budget: "≤ 1.15 of a static page",
		got: fmt.Sprintf("%.2f (%.0f ms)", shown/static0, shown), baseline: fmt.Sprintf("static page %.0f ms", static0), met: shown/static0 <= 1.15,
	}, {
		what: "at 100 ms: live after the content is visible", budget: "≤ 2.5 round trips: of the socket, of its hello",
		got: fmt.Sprintf("%.2f round trips (%.0f ms in all)", trips, alive), baseline: fmt.Sprintf("round trip %v", roundTrip), met: trips <= 2.5,
	}}, nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// farTimes uses the page, and returns in ms how long a toggle and a slider's figure take
// to show, and a dragged slider's last value to come back.
const farTimes = `(async () => {
	const note = document.querySelector('[data-pn-key=note]'), toggle = document.querySelector('.pn-content button[data-pn]');
	const input = document.querySelector('[data-pn=int-slider] input'), figure = document.querySelector('output');
	const state = document.querySelector('[data-pn=view]');
	const until = is => new Promise((resolve, reject) => {
		if (is()) return resolve();
		setTimeout(reject, 10000, new Error('in vain: ' + is));
		const o = new MutationObserver(() => { if (is()) { o.disconnect(); resolve(); } });
		o.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
	});
	const move = (type, v) => { input.value = v; input.dispatchEvent(new Event(type, {bubbles: true})); };
	const out = {Toggle: [], Figure: [], Last: []};
	for (let i = 0; i < 30; i++) {
		const hidden = note.hidden, began = performance.now();
		toggle.click();
		await until(() => note.hidden != hidden);
		out.Toggle.push(performance.now() - began);
	}
	for (let i = 0; i < 15; i++) {
		for (let v = 0; v < 20; v++) {
			const began = performance.now();
			move('input', 20 * i + v + 2);
			await until(() => figure.textContent == (20 * i + v + 2) + ' days');
			out.Figure.push(performance.now() - began);
			await new Promise(resolve => setTimeout(resolve, 10));
		}
		const last = 900 - i, began = performance.now();
		move('input', last);
		move('change', last);
		await until(() => state.textContent.startsWith(last + ' '));
		out.Last.push(performance.now() - began);
	}
	return out;
})()`

// typed has patches come, and counts how often the caret of the text input is not at the
// end of what was typed.
const typed = `(() => {
	const input = document.querySelector('[data-pn=text-input] input');
	window.moved = 0;
	[...document.querySelectorAll('button[data-pn]')].at(-1).click();
	input.addEventListener('input', () => { if (input.selectionStart != input.value.length) window.moved++; });
	input.focus();
})()`

// farUse uses a live page.
func farUse(ctx context.Context, url string) ([]row, error) {
	if err := chromedp.Do(ctx, chromedp.Navigate(url), chromedp.WaitVisible("[data-pn=int-slider]")); err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[timing](fmt.Sprintf(readTiming, false), chromedp.EvalAwaitPromise)); err != nil {
		return nil, err
	}
	times, err := chromedp.Run(ctx, chromedp.Evaluate[struct{ Toggle, Figure, Last []float64 }](farTimes, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, err
	}
	base := "round trip " + roundTrip.String()
	near := func(what string, ms float64) row {
		return row{what: "at 100 ms: " + what, budget: "≤ 10 ms: no round trip", got: fmt.Sprintf("%.2f ms", ms), baseline: base, met: ms <= 10}
	}
	last := median(times.Last) / milliseconds(roundTrip)
	rows := []row{
		near("a toggle → the component is hidden or shown", median(times.Toggle)),
		near("a slider moved → its figure", median(times.Figure)),
		{
			what: "at 100 ms: a dragged slider let go → its last value is back", budget: "≤ 1.2 round trips",
			got: fmt.Sprintf("%.2f (%.0f ms)", last, median(times.Last)), baseline: base, met: last <= 1.2,
		},
	}
	text, err := farType(ctx)
	return append(rows, text), err
}

// farType types as fast as the browser takes it, while patches come.
func farType(ctx context.Context) (row, error) {
	const words = 12
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](typed)); err != nil {
		return row{}, err
	}
	want := strings.Repeat("quickly and far away ", words)
	for range words {
		if err := chromedp.Do(ctx, chromedp.KeyEvent("quickly and far "), chromedp.KeyEvent("\r"), chromedp.KeyEvent("away ")); err != nil {
			return row{}, err
		}
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent("\r")); err != nil {
		return row{}, err
	}
	is := `document.querySelector('[data-pn=view]').textContent.endsWith(` + chromium.Quote(want) + `)`
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](is, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		return row{}, fmt.Errorf("what was typed did not arrive whole: %w", err)
	}
	type found struct {
		Value string
		Moved int
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[found](`({Value: document.querySelector('[data-pn=text-input] input').value, Moved: window.moved})`))
	lost := len(want) - len(got.Value)
	return row{
		what: "at 100 ms: text typed fast, while patches come", budget: "nothing lost, no caret moved",
		got:      fmt.Sprintf("%d of %d characters lost, caret moved %d times", lost, len(want), got.Moved),
		baseline: "what was typed", met: got.Value == want && got.Moved == 0,
	}, err
}
