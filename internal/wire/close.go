package wire

// Codes with which a server closes a socket or a stream, besides those of
// WebSockets themselves. docs/protocol.md says what a client does.
const (
	CodeOver     = 1000 // the session is over
	CodeAway     = 1001 // the server goes away, or the session ended as the client connected: reconnect
	CodeProtocol = 1008 // the client broke the protocol
	CodeEnded    = 4000 // the session was ended, for the reason given
)
