package wire

// The codes by which a server closes a socket or a stream, beside those of
// WebSockets themselves; docs/protocol.md says what a client does.
const (
	CodeOver     = 1000 // the session is over
	CodeAway     = 1001 // the server goes away, or the session ended just as the client came: it is to come again
	CodeProtocol = 1008 // the client broke the protocol
	CodeEnded    = 4000 // the session was ended, for the reason that is told
)
