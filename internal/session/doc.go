// Package session runs an app for one visitor: the turn, timers, the
// connection to the browser, and what is carried over when the session or the
// connection is replaced.
//
// A session has a mailbox. Calls of script code are posted to it, and the turn
// takes them out one by one, so that a session's callbacks never run two at a
// time. At the end of a turn the document is settled, and what changed goes to
// the browser as one patch.
//
// The package owns sessions, their bounds and their registry, the Manager. It
// must not know HTTP, pages, caches of views, nor how a program is made: it is
// given a Program and a Socket.
package session
