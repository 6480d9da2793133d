// Package document is a session's tree of nodes with stable ids: what the page
// shows, what of it changed, and the least a browser needs to follow.
//
// It owns ids, markup, reads and dirtiness, and the comparison of two states
// of a node. It must not know any component, any session or any wire format:
// package pn builds components on its nodes, package session decides when it
// settles, package wire encodes its operations.
//
// The life of a change: a component's setter calls Node.Update, which marks
// the node dirty; Settle renders what is dirty, runs the computed nodes whose
// inputs changed, attaches and detaches children; Take hands out the
// operations that bring a browser from its last known state to this one.
package document
