// Package soak holds one long test: many visitors come, act, lose their
// sockets and come back, while somebody edits the scripts, breaks them and
// mends them. "make soak" runs it for minutes, every run of the tests for
// seconds.
//
// It owns a client that is written by docs/protocol.md alone, with a model of
// what each visitor's page must show, and the accounts of what a server may
// hold when everybody has left. It must not know how a session, a patch or an
// edit is made: servers are entered by the door that everybody uses.
package soak
