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

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// New starts a browser with an empty cache. stop ends it.
func New(ctx context.Context) (browser context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
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

// Tab is a page in the browser. Every method that fails ends its test.
type Tab struct {
	T       testing.TB
	Context context.Context
}

// patience is how long a test may take with its tab.
const patience = 20 * time.Second

// NewTab opens a tab that shares nothing with others. It is closed when the
// test ends.
func NewTab(t testing.TB) *Tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(shared, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	return &Tab{t, ctx}
}

// Do performs steps.
func (p *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	if err := chromedp.Do(p.Context, steps...); err != nil {
		p.T.Fatal(err)
	}
}

// Visit loads a page and returns when its HTML is there; scripts may not have
// loaded yet.
func (p *Tab) Visit(url string) {
	p.T.Helper()
	if _, err := chromedp.Call(p.Context, page.Navigate, page.NavigateParams{URL: url}); err != nil {
		p.T.Fatal(err)
	}
	there := chromedp.Evaluate[bool]("document.readyState != 'loading' && location.href == " + Quote(url))
	for {
		// While the page is being replaced there may be nothing to ask.
		if ok, err := chromedp.Run(p.Context, there); ok && err == nil {
			return
		}
		if p.Context.Err() != nil {
			p.T.Fatalf("%s did not come", url)
		}
	}
}

// EachPage runs a script in every page loaded from now on, before the page's
// own scripts.
func (p *Tab) EachPage(script string) {
	p.T.Helper()
	if _, err := chromedp.Call(p.Context, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		p.T.Fatal(err)
	}
}

// ScriptsOff turns scripts off for the pages of the tab.
func (p *Tab) ScriptsOff() {
	p.T.Helper()
	if _, err := chromedp.Call(p.Context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		p.T.Fatal(err)
	}
}

// JS runs a script and discards its result.
func (p *Tab) JS(script string) {
	p.T.Helper()
	p.Do(chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// Ask returns the value of an expression as text.
func (p *Tab) Ask(expression string) string {
	p.T.Helper()
	v, err := chromedp.Run(p.Context, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		p.T.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Wait waits until an expression is true, on this page or a later one.
func (p *Tab) Wait(expression string) {
	p.T.Helper()
	ctx, stop := context.WithTimeout(p.Context, patience/2)
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
