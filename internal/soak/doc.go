// Package soak is two long tests. In one many visitors come, act, lose their
// sockets and come back, while scripts are edited, broken and mended. In the
// other, visitors of a calm script are beside those of scripts that harm
// themselves. "make soak" runs them for minutes, every run of the tests for
// seconds.
//
// It owns a client written from docs/protocol.md alone, a model of what each
// visitor's page must show, and the accounts of what a server may hold after
// everybody has left. It must not know how a session, a patch or an edit is
// made: it uses servers as Go programs do.
package soak
