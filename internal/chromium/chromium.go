// Package chromium starts Chromium without a window, for tests and
// measurements, and gives tests simple steps for a tab.
//
// It owns the browser's flags and its end. It must not know what the pages show
// or what serves them.
package chromium

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/panelgo/panelgo/internal/waitfor"
)

// New starts a browser with an empty cache. stop ends it.
func New(ctx context.Context) (browser context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.WSURLReadTimeout(waitfor.Patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stopAllocator := chromedp.NewExecAllocator(ctx, options...)
	browser, stopBrowser := chromedp.NewContext(allocator)
	stop = func() {
		stopBrowser()
		stopAllocator()
	}
	if err := chromedp.Do(browser); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start Chromium (is it installed? make test does that): %w", err)
	}
	return browser, stop, nil
}

// shared is the browser of all tests of a package; each test has its own tab.
var shared context.Context

// Main runs the tests of a package with a shared browser. A TestMain calls it;
// it does not return.
func Main(m *testing.M) {
	browser, stop, err := New(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	shared = browser
	code := m.Run()
	stop()
	os.Exit(code)
}

// Tab is a page in the browser. Every method that fails ends its test; so does a
// step that takes longer than waitfor.Patience.
//
// The clock of its pages is the test's: Date.now stands still, and timers of
// whole seconds wait until Elapse. Shorter timers, and those of odd times, run
// as usual.
type Tab struct {
	T       testing.TB
	Context context.Context
}

// NewTab opens a tab that shares nothing with others. It is closed when the
// test ends.
func NewTab(t testing.TB) *Tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(shared, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	p := &Tab{t, ctx}
	p.EachPage(clock)
	return p
}

// clock takes the place of a page's clock. A timer of whole seconds is one of
// the waits that people notice; its real end would depend on how busy the
// machine is.
const clock = `(() => {
	const real = {setTimeout, setInterval, clearTimeout}, held = new Map();
	let now = Date.now(), last = 1e9;
	const hold = name => (f, ms, ...rest) => {
		if (!(ms >= 1000 && ms % 1000 == 0)) return real[name].call(window, f, ms, ...rest);
		held.set(++last, {run: () => f(...rest), due: now + ms, again: name == 'setInterval' ? ms : 0});
		return last;
	};
	window.setTimeout = hold('setTimeout');
	window.setInterval = hold('setInterval');
	window.clearTimeout = window.clearInterval = id => held.delete(id) || real.clearTimeout.call(window, id);
	Date.now = () => now;
	window.elapse = ms => {
		now += ms;
		for (const [id, timer] of [...held].sort(([, a], [, b]) => a.due - b.due)) {
			if (timer.due > now || !held.has(id)) continue;
			if (timer.again) timer.due = now + timer.again;
			else held.delete(id);
			timer.run();
		}
	};
})()`

// Elapse puts the page's clock forward. A timer that is due then runs once,
// also one that repeats itself, as when the machine was asleep.
func (p *Tab) Elapse(d time.Duration) {
	p.T.Helper()
	p.JS(fmt.Sprintf("elapse(%d)", d.Milliseconds()))
}

// bounded is the context of one step.
func (p *Tab) bounded() (ctx context.Context, stop context.CancelFunc) {
	return context.WithTimeout(p.Context, waitfor.Patience)
}

// call sends one command of the DevTools protocol.
func call[P, R any](p *Tab, command cdp.Command[P, R], params P) {
	p.T.Helper()
	ctx, stop := p.bounded()
	defer stop()
	if _, err := chromedp.Call(ctx, command, params); err != nil {
		p.T.Fatal(err)
	}
}

// Do performs steps.
func (p *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, stop := p.bounded()
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.T.Fatal(err)
	}
}

// Visit loads a page and returns when its HTML is there; scripts may not have
// loaded yet.
func (p *Tab) Visit(url string) {
	p.T.Helper()
	call(p, page.Navigate, page.NavigateParams{URL: url})
	ctx, stop := p.bounded()
	defer stop()
	there := chromedp.Evaluate[bool]("document.readyState != 'loading' && location.href == " + Quote(url))
	waitfor.True(p.T, url, func() bool {
		ok, err := chromedp.Run(ctx, there)
		return ok && err == nil // while the page changes there may be nothing to ask
	})
}

// EachPage runs a script in every page loaded from now on, before the page's
// own scripts.
func (p *Tab) EachPage(script string) {
	p.T.Helper()
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// ScriptsOff turns scripts off for the pages of the tab.
func (p *Tab) ScriptsOff() {
	p.T.Helper()
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// JS runs a script and discards its result.
func (p *Tab) JS(script string) {
	p.T.Helper()
	p.Do(chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// Ask returns the value of an expression as text.
func (p *Tab) Ask(expression string) string {
	p.T.Helper()
	ctx, stop := p.bounded()
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		p.T.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Wait waits until an expression is true, on this page or a later one.
func (p *Tab) Wait(expression string) {
	p.T.Helper()
	ctx, stop := p.bounded()
	defer stop()
	now := chromedp.Evaluate[bool]("!!(" + expression + ")")
	for {
		ok, err := chromedp.Run(ctx, now)
		if ok && err == nil {
			return
		}
		select {
		case <-ctx.Done():
			body, _ := chromedp.Run(p.Context, chromedp.Evaluate[string]("document.body.outerHTML"))
			p.T.Fatalf("%s never came true: %v\n%s", expression, err, body)
		case <-time.After(10 * time.Millisecond): // also if the page was replaced meanwhile
		}
	}
}

// Want fails the test, without ending it, if an expression does not have a
// value.
func (p *Tab) Want(expression, value string) {
	p.T.Helper()
	if got := p.Ask(expression); got != value {
		p.T.Errorf("%s is %q, want %q", expression, got, value)
	}
}

// Live waits until the page is live.
func (p *Tab) Live() {
	p.T.Helper()
	p.Wait(`document.documentElement.dataset.pnState == 'live'`)
}

// Quote returns text as a JavaScript literal.
func Quote(s string) string {
	return "`" + strings.NewReplacer("\\", "\\\\", "`", "\\`", "${", "\\${").Replace(s) + "`"
}
