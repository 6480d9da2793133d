package browser_test

import (
	"testing"

	"github.com/panelgo/panelgo/internal/chromium"
)

func TestMain(m *testing.M) { chromium.Main(m) }

// tab is a page in the browser.
type tab struct{ *chromium.Tab }

func newTab(t *testing.T) *tab {
	t.Helper()
	p := &tab{chromium.NewTab(t)}
	p.EachPage(lastSocket)
	return p
}

// lastSocket lets a test speak over the socket that the page opened last.
const lastSocket = `{
	const Socket = window.WebSocket;
	window.WebSocket = class extends Socket {
		constructor(...how) { super(...how); window.lastSocket = this; }
	};
}`
