// Package visitor plays the people who come to an app: each loads the page,
// goes live, does something to the controls it finds, and leaves. A crowd of
// them tells how fast an app answers, and what it costs.
//
// It owns what a visitor does, what is counted on the way, and the figures
// that come of it. It must not know how an app is served or made: a visitor
// sees what a browser sees, HTML and the protocol of docs/protocol.md.
package visitor
