package server

import (
	"fmt"
	"log/slog"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/forwarded"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/plugins"
)

// Reuse says whether visitors share first views.
type Reuse string

// The values of --reuse-sessions.
const (
	ReuseOff  Reuse = ""     // each visitor's session makes the visitor's page
	ReuseOn   Reuse = "true" // one view per bucket; a session starts when the socket opens
	ReuseWarm Reuse = "warm" // as ReuseOn, with spares: sessions started ahead
	ReuseLazy Reuse = "lazy" // as ReuseOn, but a session starts with the first event
)

// Options configures a server. The zero value of a field stands for its
// default.
type Options struct {
	Prefix           string            // path in front of every URL, as "/tools"
	RootPath         string            // path that a proxy takes off, for redirects; X-Forwarded-Prefix of a trusted proxy counts before it
	TrustedProxies   []string          // addresses and networks of proxies whose X-Forwarded headers are believed, or "none"; nil are those of this machine
	Index            string            // slug of the app that "/" shows; "" lists the apps, or leads to the only one
	StaticDirs       map[string]string // folders of static files by URL path
	Dev              bool              // pages show errors and follow edits
	AllowHosts       []string          // with Dev: hosts, besides this machine, that requests may name: "dev.example", "*.dev.example" or "*"
	Watch            bool              // edits are loaded; Dev implies it
	Warm             bool              // first views are made by New
	Strict           bool              // an app that cannot be served, or fails while its first views are made, is an error of New
	Reuse            Reuse
	Spinner          bool          // a page is covered until it is live
	WebSocketOrigins []string      // of pages that may open sockets, besides the server's own: [scheme://]host[:port], *.host or *
	UnusedLifetime   time.Duration // how long a session without a browser is kept; 2 min
	CheckUnused      time.Duration // how often unused sessions are looked for; 17 s
	KeepAlive        time.Duration // between two pings of a socket; 37 s
	MaxMessage       int64         // bytes of one message from a browser; 20 MiB
	MessageRate      float64       // messages a second from one browser; 200
	Liveness         bool          // GET /liveness answers
	Stats            bool          // GET /stats answers
	Latency          time.Duration // added to every round trip of the connections of Serve and Distant, at most 10 s; for development and measurements
	Drain            time.Duration // how long Serve waits for visitors to leave when it is stopped; 0 does not wait
	MaxViewBytes     int64         // bytes of all views kept; 256 MiB
	MaxViews         int           // views kept; 100,000
	MaxSessions      int           // sessions at a time; 10,000
	// MaxSessionsPerClient bounds the sessions of one user, or of one network
	// address when nobody is signed in; 0 sets no bound. Behind a proxy that is
	// not trusted all visitors have its address.
	MaxSessionsPerClient int
	StartTimeout         time.Duration // of App; 30 s
	CallbackTimeout      time.Duration // of one callback; 30 s
	Secret               string        // signs session ids; servers behind one name share it; random when empty
	Plugins              *plugins.Registry
	Bundles              bundles.Options // where the libraries of kinds come from; its Log is not used
	Log                  *slog.Logger    // slog.Default when nil
}

// Check reports the first option that is not possible, with the name of its flag.
func (o Options) Check() error {
	for _, bound := range []struct {
		name  string
		value float64
	}{
		{"--websocket-max-message-size", float64(o.MaxMessage)}, {"--max-sessions", float64(o.MaxSessions)},
		{"--max-sessions-per-client", float64(o.MaxSessionsPerClient)}, {"--unused-session-lifetime", float64(o.UnusedLifetime)},
		{"--check-unused-sessions", float64(o.CheckUnused)}, {"--keep-alive", float64(o.KeepAlive)}, {"--drain", float64(o.Drain)}, {"--latency", float64(o.Latency)},
		{"--start-timeout", float64(o.StartTimeout)}, {"--callback-timeout", float64(o.CallbackTimeout)},
		{"MessageRate", o.MessageRate}, {"MaxViewBytes", float64(o.MaxViewBytes)}, {"MaxViews", float64(o.MaxViews)},
	} {
		if !(bound.value >= 0) {
			return fmt.Errorf("%s %v: a bound is not negative", bound.name, bound.value)
		}
	}
	if o.Latency > maxLatency {
		return fmt.Errorf("--latency %v: use at most %v, the time of a round trip", o.Latency, maxLatency)
	}
	_, _, err := o.parse()
	return err
}

// parse reads the options that are texts with a form.
func (o Options) parse() (origins wire.Origins, proxies forwarded.Proxies, err error) {
	for _, p := range []struct{ flag, path string }{{"prefix", o.Prefix}, {"root-path", o.RootPath}} {
		plain := plainPath(p.path)
		if strings.ContainsAny(plain, "?#% \t\"'<>{}\\") || plain != "" && path.Clean(plain) != plain {
			return origins, proxies, fmt.Errorf("--%s %q: use a plain path, as /tools", p.flag, p.path)
		}
	}
	if origins, err = wire.ParseOrigins(o.WebSocketOrigins); err != nil {
		return origins, proxies, fmt.Errorf("--allow-websocket-origin %w", err)
	}
	trusted := o.TrustedProxies
	switch {
	case trusted == nil:
		trusted = forwarded.Loopback()
	case slices.Equal(trusted, []string{"none"}):
		trusted = nil
	case slices.Contains(trusted, "none"):
		return origins, proxies, fmt.Errorf("--trusted-proxies %s: none stands alone, and believes no proxy", strings.Join(trusted, ","))
	}
	if proxies, err = forwarded.Parse(trusted); err != nil {
		return origins, proxies, fmt.Errorf("--trusted-proxies %w", err)
	}
	return origins, proxies, nil
}
