// Package pntest drives an app inside a Go test, with no browser. The app is
// served for real, on loopback, and the test speaks the protocol of
// docs/protocol.md as a browser does: what a test sees is what a person gets.
//
//	func TestGreeting(t *testing.T) {
//		page := pntest.Open(t, App)
//		page.Set("Name", "Ada")
//		if got := page.Text(".pn-markdown"); got != "Hello, Ada!" {
//			t.Errorf("greeting: %q", got)
//		}
//	}
//
// It owns a model of the page, which follows the patches, and a client of the
// protocol. It must not know what any component looks like beyond the classes
// that all share.
package pntest
