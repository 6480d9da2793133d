package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/panelgo/panelgo/internal/chromium"
	"github.com/panelgo/panelgo/internal/visitor"
)

// slowApp is an app that works for a second before its page is there.
const slowApp = `//go:build ignore

package main

import (
	"time"

	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	time.Sleep(time.Second)
	s.Title("Slow")
	s.Main(pn.Card(pn.Number("Temperature", 21).Format("{value} °C")).HideHeader())
}
`

// fresh runs f in a browser with an empty cache.
func fresh(f func(ctx context.Context) error) error {
	browser, stop, err := chromium.New(context.Background())
	if err != nil {
		return err
	}
	defer stop()
	ctx, cancel := context.WithTimeout(browser, time.Minute)
	defer cancel()
	return f(ctx)
}

// timing is when a page shows content and when it is live, in ms after the
// start of the navigation.
type timing struct{ Paint, Live float64 }

const readTiming = `new Promise(resolve => {
	const began = performance.now();
	const look = () => {
		const paint = performance.getEntriesByName('first-contentful-paint')[0];
		const live = performance.getEntriesByName('pn-live')[0];
		if (paint && (live || %t) || performance.now() - began > 20000)
			resolve({Paint: paint ? paint.startTime : -1, Live: live ? live.startTime : -1});
		else setTimeout(look, 5);
	};
	look();
})`

// load loads a page in a fresh browser. A static page never goes live.
func load(url string, static bool) (t timing, err error) {
	err = fresh(func(ctx context.Context) error {
		if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(url)); err != nil {
			return err
		}
		t, err = chromedp.Run(ctx, chromedp.Evaluate[timing](fmt.Sprintf(readTiming, static), chromedp.EvalAwaitPromise))
		return err
	})
	if err == nil && (t.Paint < 0 || !static && t.Live < 0) {
		err = fmt.Errorf("%s: no paint or not live: %+v", url, t)
	}
	return t, err
}

// measurePaint compares the first view in Chromium with the same HTML as a
// static page without scripts.
func measurePaint() ([]row, error) {
	dir, err := os.MkdirTemp("", "panelgo-bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	slow := filepath.Join(dir, "slow.go")
	if err := os.WriteFile(slow, []byte(slowApp), 0o644); err != nil {
		return nil, err
	}
	url, stop, err := serve(reuse, weather, slow)
	if err != nil {
		return nil, err
	}
	defer stop()
	static, err := staticCopy(url + "/weather")
	if err != nil {
		return nil, err
	}
	defer static.Close()
	if _, err := visitor.Get(context.Background(), url+"/slow"); err != nil { // the only miss of the bucket
		return nil, err
	}
	var plain, paint, live, slowPaint []float64
	for range 15 {
		a, err := load(static.URL, true)
		if err != nil {
			return nil, err
		}
		b, err := load(url+"/weather", false)
		if err != nil {
			return nil, err
		}
		c, err := load(url+"/slow", false)
		if err != nil {
			return nil, err
		}
		plain, paint, live, slowPaint = append(plain, a.Paint), append(paint, b.Paint), append(live, b.Live), append(slowPaint, c.Paint)
	}
	base := median(plain)
	line := func(what, budget string, ms, bound float64) row {
		return row{what: what, budget: budget, got: fmt.Sprintf("%.2f (%.0f ms)", ms/base, ms), baseline: fmt.Sprintf("static page %.0f ms", base), met: ms/base <= bound}
	}
	return []row{
		line("content visible in Chromium, fresh browser", "≤ 1.15 of a static page", median(paint), 1.15),
		line("the same, when the app works for 1 s", "≤ 1.15 of a static page", median(slowPaint), 1.15),
		line("live in Chromium, fresh browser", "≤ 1.4 of a static page", median(live), 1.4),
	}, nil
}

// staticCopy serves the HTML of a page without its scripts.
func staticCopy(url string) (*httptest.Server, error) {
	page, err := pageWithoutScripts(url)
	if err != nil {
		return nil, err
	}
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(page))
	})), nil
}

// pageWithoutScripts returns the HTML of a page without its scripts.
func pageWithoutScripts(url string) (string, error) {
	response, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return withoutScripts(string(body)), err
}

func withoutScripts(page string) string {
	for {
		start := strings.Index(page, "<script")
		if start < 0 {
			return page
		}
		end := strings.Index(page[start:], "</script>")
		if end < 0 {
			return page[:start]
		}
		page = page[:start] + page[start+end+len("</script>"):]
	}
}

// sliderTimes moves the page's slider and returns, for each move, the ms until
// the text that follows it has changed.
const sliderTimes = `(async () => {
	const input = document.querySelector('[data-pn=int-slider] input');
	const text = document.querySelector('[data-pn=view]');
	const times = [];
	for (let i = 0; i < 120; i++) {
		const began = performance.now();
		const changed = new Promise(resolve => {
			const o = new MutationObserver(() => { o.disconnect(); resolve(); });
			o.observe(text, {subtree: true, childList: true, characterData: true});
		});
		input.value = 10 + i;
		input.dispatchEvent(new Event('input', {bubbles: true}));
		input.dispatchEvent(new Event('change', {bubbles: true}));
		await changed;
		times.push(performance.now() - began);
	}
	return times.slice(20);
})()`

// echoTimes does the same over a bare echo, and sets the text itself.
const echoTimes = `(async () => {
	const socket = new WebSocket(%q, 'panelgo.2');
	await new Promise(resolve => socket.onopen = resolve);
	const times = [];
	for (let i = 0; i < 120; i++) {
		const began = performance.now();
		const answered = new Promise(resolve => socket.onmessage = resolve);
		socket.send('{"value":' + i + '}');
		await answered;
		document.title = i;
		times.push(performance.now() - began);
	}
	socket.close();
	return times.slice(20);
})()`

// measureSlider times a slider in Chromium, beside an echo in the same page.
func measureSlider() ([]row, error) {
	shared, _, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	url, stop, err := serve(reuse, shared)
	if err != nil {
		return nil, err
	}
	defer stop()
	bare := echo()
	defer bare.Close()
	var ours, theirs []float64
	err = fresh(func(ctx context.Context) error {
		if err := chromedp.Do(ctx, chromedp.Navigate(url+"/shared"), chromedp.WaitVisible("[data-pn=int-slider]")); err != nil {
			return err
		}
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[timing](fmt.Sprintf(readTiming, false), chromedp.EvalAwaitPromise)); err != nil {
			return err
		}
		if ours, err = chromedp.Run(ctx, chromedp.Evaluate[[]float64](sliderTimes, chromedp.EvalAwaitPromise)); err != nil {
			return err
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(bare.URL+"/page")); err != nil {
			return err
		}
		theirs, err = chromedp.Run(ctx, chromedp.Evaluate[[]float64](fmt.Sprintf(echoTimes, "ws"+strings.TrimPrefix(bare.URL, "http")), chromedp.EvalAwaitPromise))
		return err
	})
	if err != nil {
		return nil, err
	}
	return []row{{
		what: "slider moved → text changed, in Chromium", budget: "≤ 2 ms",
		got: fmt.Sprintf("%.2f ms (%.2f of the baseline)", median(ours), median(ours)/median(theirs)), baseline: fmt.Sprintf("bare echo in the page %.2f ms", median(theirs)), met: median(ours) <= 2,
	}}, nil
}
