// Package wire is the protocol between a page and its server, as
// docs/protocol.md describes it: messages, their encoding, close codes, and
// the socket or stream that carries them.
//
// It owns what a valid message is, the bounds of both directions, and which
// pages may open a socket or a stream. It must not know sessions, components
// or pages: operations come from package document, and the owner of a socket
// decides what a message means.
package wire
