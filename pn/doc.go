// Package pn is the vocabulary of scripts: the session, the request, and the
// components a page is made of.
//
//	func App(s *pn.Session) {
//		bins := pn.IntSlider("Bins", 5, 50).Set(20)
//		s.Main(bins, pn.View(func() pn.Component {
//			return pn.Markdown(fmt.Sprintf("%d bins", bins.Value()))
//		}))
//	}
//
// A constructor takes what a component cannot do without; chained methods set
// the rest and return the same component. Where a component has a value, Value
// reads it, Set writes it and OnChange reacts to it. A View depends on the
// values that it reads. Setters are safe from any goroutine; a session's own
// callbacks never run two at a time. An argument that makes no sense is a mistake
// in the script and panics, where a comment says so.
//
// Names of components and options are those of HoloViz Panel. A constructor's
// type is named for its kind: widgets (IntSliderWidget), panes (MarkdownPane),
// layouts (CardLayout), indicators (NumberIndicator).
//
// The package owns what components look like as HTML and how they take events.
// It must not know a server, an interpreter or a socket: a session's tree lives
// in a document, and a Host runs the session.
package pn
