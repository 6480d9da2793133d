package server

import (
	"log/slog"
	"time"

	"github.com/panelgo/panelgo/plugins"
)

// Reuse says whether first views are shared among visitors.
type Reuse string

// The values of --reuse-sessions.
const (
	ReuseOff  Reuse = ""     // every visitor's page is made by the visitor's own session
	ReuseOn   Reuse = "true" // one view per bucket; the session starts when the socket opens
	ReuseWarm Reuse = "warm" // as on, and sessions are kept ready for the next sockets
	ReuseLazy Reuse = "lazy" // as on, and the session starts with the first thing that somebody does
)

// Options says how a server runs. The zero value of a field is its default.
type Options struct {
	Prefix           string            // in front of every path, as "/tools"
	Index            string            // the slug of the app that "/" shows, when there are several
	StaticDirs       map[string]string // URL path → folder
	Dev              bool              // errors and edits are shown in the page
	Watch            bool              // edits are picked up; Dev implies it
	Warm             bool              // views are made before the server listens
	Reuse            Reuse
	Spinner          bool     // the page is covered until it is live
	WebSocketOrigins []string // host[:port] that may open sockets, besides the page's own
	UnusedLifetime   time.Duration
	CheckUnused      time.Duration
	KeepAlive        time.Duration // between two pings of a socket
	MaxMessage       int64         // bytes of one message from a browser
	MessageRate      float64       // messages a second from one browser; 200
	Liveness         bool          // GET /liveness answers
	Stats            bool          // GET /stats answers
	Drain            time.Duration // how long a server that is stopped waits for its visitors to leave; 0: not at all
	MaxViewBytes     int64         // of all views kept; 256 MiB
	MaxViews         int           // 100,000
	MaxSessions      int           // 10,000
	// MaxSessionsPerClient bounds the sessions of one user, or of one network
	// address when nobody is signed in; 0 sets no bound. Behind a proxy all
	// visitors may have one address.
	MaxSessionsPerClient int
	StartTimeout         time.Duration // for App; 30 s
	CallbackTimeout      time.Duration // for one callback; 30 s
	Secret               string        // signs session ids; servers behind one name share it
	Plugins              *plugins.Registry
	Log                  *slog.Logger
}
