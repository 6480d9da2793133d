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
	return &tab{chromium.NewTab(t)}
}
