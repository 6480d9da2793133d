// Package session is one visitor's live run of an app: its turn, its timers,
// its socket, and what it takes along when the run or the socket is replaced.
//
// A session has a mailbox. Whatever runs script code is posted there, and the
// turn takes it out one by one, so that a session's callbacks never run two at
// a time. At the end of a turn the document is settled and the difference goes
// out as one patch.
//
// The package owns sessions, their bounds and their registry. It must not know
// HTTP, pages, caches of views, nor how a program is made: it is given a
// Program and a Socket.
package session
