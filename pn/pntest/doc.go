// Package pntest drives an app inside a Go test, without a browser. The app is
// really served, on loopback, and the test speaks the protocol of
// docs/protocol.md as a browser does: the test sees what a person would see.
//
//	func TestGreeting(t *testing.T) {
//		page := pntest.Open(t, App)
//		page.Set("Name", "Ada")
//		if got := page.Text(".pn-markdown"); got != "Hello, Ada!" {
//			t.Errorf("greeting: %q", got)
//		}
//	}
//
// Every function and method that cannot do its work fails the test. Every wait
// is bounded.
//
// The package owns a model of the page, which applies the patches, and a client
// of the protocol. It must not know what any component looks like, beyond the
// attributes and classes that docs/protocol.md names.
package pntest
