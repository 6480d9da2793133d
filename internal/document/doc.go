// Package document is a session's tree of nodes with stable ids. It knows what
// a page shows, what has changed, and which operations make a browser follow.
//
// It owns ids, markup, reads and dirtiness, and the comparison of two states of
// a node. It must not know any component, any session or any wire format:
// package pn builds components on its nodes, package session decides when it
// settles, package wire encodes its operations.
//
// The life of a change: a component's setter calls Node.Update, which marks the
// node dirty. Settle renders the dirty nodes, runs the computed nodes whose
// inputs changed, and attaches and detaches children. Take returns the
// operations that bring a browser from its last known state to this one.
package document
