// Package wire is the protocol between a page and its server, as
// docs/protocol.md describes it: messages, their coding, and the socket or
// stream they travel on.
//
// It owns what is a message and what is not, the bounds of both directions,
// and who may open a socket or a stream. It must not know sessions, components or pages:
// operations come from package document, and whoever has a socket decides what
// a message means.
package wire
